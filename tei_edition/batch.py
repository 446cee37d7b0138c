"""Many documents: which transcripts to encode, with what, and writing the results."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tei_edition.authority.index import NameIndex
from tei_edition.authority.lists import ENDINGS, load
from tei_edition.model.edition import Edition
from tei_edition.model.problem import Problem, Severity
from tei_edition.pipeline import Context, Encoded, annotate, decided, encode
from tei_edition.readers import encoding
from tei_edition.recognisers.resources import Resources, term_index
from tei_edition.review.decisions import Decisions
from tei_edition.review.decisions import read as read_decisions
from tei_edition.tables import abbreviations, bracket_formulas, settings
from tei_edition.whole_file import whole_file

DECISIONS = "decisions"
NAMES = ".names.csv"
"""What the name of a register of names has behind the stem."""
TABLES = "tables"


@dataclass(frozen=True, slots=True)
class Built:
    """What came of one transcript."""

    transcript: Path
    """The transcript."""
    written: Path | None
    """The TEI file; None if none was written."""
    encoded: Encoded
    """The edition and its problems."""
    beside: tuple[Path, ...] = ()
    """The files that were written beside the TEI file."""


@dataclass(frozen=True, slots=True)
class Batch:
    """The transcripts of a build, and what holds for them."""

    transcripts: tuple[Path, ...]
    """The transcripts, in the order of their names."""
    problems: tuple[Problem, ...]
    """What is wrong before any of them was read."""
    contexts: tuple[Context, ...]
    """For each transcript what holds in its folder."""


def gather(paths: Sequence[Path], *, lists: Sequence[Path], date: str) -> Batch:
    """Find the transcripts, and read the settings and authority lists that hold for them.

    Args:
        paths: transcripts, and folders of them; a folder's own files ``*.txt`` are its transcripts, and
            ``edition.toml``, the authority lists and ``tables/`` beside them hold for them.
        lists: further authority lists, for all.
        date: the day of the build.
    """
    problems: list[Problem] = []
    found: dict[Path, Path] = {}
    for path in paths:
        for transcript in _transcripts(path, problems):
            found.setdefault(transcript, transcript.parent)
    by_folder = {folder: _context(folder, lists, date, problems) for folder in dict.fromkeys(found.values())}
    if not by_folder:
        problems += load(lists)[1]
    transcripts = tuple(found)
    problems += _same_stem(transcripts)
    return Batch(transcripts, tuple(problems), tuple(by_folder[found[t]] for t in transcripts))


def _transcripts(path: Path, problems: list[Problem]) -> Iterator[Path]:
    if path.is_dir():
        inside = sorted(p for p in path.iterdir() if p.suffix.lower() == ".txt" and p.is_file())
        if not inside:
            message, hint = "The folder holds no transcripts.", "Put files that end in .txt into it."
            problems.append(Problem("IN06", Severity.ERROR, message, hint, file=str(path)))
        yield from inside
    elif path.is_file():
        yield path
    else:
        message, hint = "There is no such file or folder.", "Look at the spelling of the path."
        problems.append(Problem("IN05", Severity.ERROR, message, hint, file=str(path)))


def _same_stem(transcripts: Sequence[Path]) -> Iterator[Problem]:
    """Report transcripts whose TEI files would bear the same name."""
    seen: dict[str, Path] = {}
    for t in transcripts:
        if t.stem in seen:
            message = f"Its TEI file would have the name of that of {seen[t.stem]}."
            yield Problem(
                "IN07", Severity.ERROR, message, "Rename one, or build into two folders.", file=str(t)
            )
        seen.setdefault(t.stem, t)


def _context(folder: Path, lists: Sequence[Path], date: str, problems: list[Problem]) -> Context:
    file = folder / settings.FILE_NAME
    stated, missing = settings.read(_text(file, problems), file=str(file))
    own = sorted(p for p in folder.iterdir() if _is_list(p))
    authority, wrong = load([*own, *(p for p in lists if p not in own)])
    tables = folder / TABLES
    of_brackets, of_abbreviations = tables / bracket_formulas.FILE_NAME, tables / abbreviations.FILE_NAME
    formulas, faulty = bracket_formulas.read(_text(of_brackets, problems), file=str(of_brackets))
    known, unread = abbreviations.read(_text(of_abbreviations, problems), file=str(of_abbreviations))
    problems += [*missing, *wrong, *faulty, *unread]
    index, terms = NameIndex.of(authority), term_index(authority)
    return Context(stated, date, Resources(authority, index, formulas, terms, known, stated.policy))


def _is_list(path: Path) -> bool:
    """Tell whether a file beside the transcripts is an authority list.

    A file under the name of a transcript belongs to it, whatever it may be: a register of names is no list.
    """
    if path.suffix.lower() not in ENDINGS or not path.is_file():
        return False
    stem = path.name.removesuffix(NAMES) if path.name.endswith(NAMES) else path.stem
    return not path.with_name(f"{stem}.txt").is_file()


def _text(path: Path, problems: list[Problem]) -> str | None:
    if not path.is_file():
        return None
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = f"The file cannot be read: {error}."
        problems.append(Problem("IN05", Severity.ERROR, message, "Save it as UTF-8.", file=str(path)))
        return None


Demand = Callable[[Edition], tuple[Problem, ...]]
"""What an editor demands of an edition besides proof and validity: the problems that stand against it."""


@dataclass(frozen=True, slots=True)
class Companion:
    """A file that is written beside each TEI file."""

    suffix: str
    """What its name has behind the stem, such as ``.names.csv``."""
    content: Callable[[Edition, Resources], bytes]
    """Returns what it holds; nothing if it is not to be written."""


def build(
    batch: Batch, output: Path, demands: Sequence[Demand] = (), companions: Sequence[Companion] = ()
) -> Iterator[Built]:
    """Encode the transcripts one after another and write the TEI files.

    A transcript that fails stops none of the others. A file is written whole or not at all, and only if it
    is proven and valid; what an earlier build left for a transcript that fails now is removed, so that no
    file in ``output`` is other than the transcript says.

    Args:
        batch: the transcripts.
        output: the folder for the TEI files.
        demands: what else must hold for a file to be written.
        companions: what is written beside each TEI file, and removed with it.

    Yields:
        What came of each, in their order.
    """
    clashing = {p.file for p in batch.problems if p.code == "IN07"}
    for transcript, context in zip(batch.transcripts, batch.contexts, strict=True):
        if str(transcript) in clashing:
            continue
        target = output / f"{transcript.stem}.xml"
        encoded = _meeting(_encode(transcript, context), demands)
        files = {target: encoded.tei or b""}
        for companion in companions:
            beside = output / f"{transcript.stem}{companion.suffix}"
            shown = encoded.edition if encoded.tei is not None else None
            files[beside] = companion.content(shown, context.resources) if shown is not None else b""
        for path, content in files.items():
            if content:
                write(path, content)
            else:
                path.unlink(missing_ok=True)
        written = [path for path, content in files.items() if content]
        yield Built(transcript, target if target in written else None, encoded, tuple(written[1:]))


def _meeting(encoded: Encoded, demands: Sequence[Demand]) -> Encoded:
    """Return an encoded transcript without its TEI file if it does not meet a demand."""
    edition = encoded.edition
    if edition is None or encoded.tei is None:
        return encoded
    against = tuple(p for demand in demands for p in demand(edition))
    if not against:
        return encoded
    places = {p.place for p in against}
    # What is demanded takes the place of what was said of the same words.
    others = tuple(p for p in encoded.problems if p.place is None or p.place not in places)
    return Encoded(edition, None, (*others, *against))


def _encode(transcript: Path, context: Context) -> Encoded:
    problems: list[Problem] = []
    file = transcript.parent / DECISIONS / f"{transcript.stem}.toml"
    text = _text(file, problems)
    decisions = Decisions()
    if text is not None:
        decisions, wrong = read_decisions(text, file=str(file))
        problems += wrong
    try:
        raw = transcript.read_bytes()
    except OSError as error:
        message = f"The transcript cannot be read: {error.strerror}."
        problem = Problem(
            "IN05", Severity.ERROR, message, "Look at the file's permissions.", file=str(transcript)
        )
        return Encoded(None, None, (*problems, problem))
    encoded = encode(raw, name=transcript.name, context=context, decisions=decisions, decided_in=str(file))
    return Encoded(encoded.edition, encoded.tei, (*problems, *encoded.problems))


def annotated(transcript: Path, context: Context) -> Edition | None:
    """Return a transcript with all that is said of it, and the editor's decisions applied.

    Args:
        transcript: its file.
        context: what holds in its folder.

    Returns:
        The edition, its transcript under the name of the whole path; None if the file cannot be read or is no
        transcript.
    """
    try:
        started = encoding.read(transcript.read_bytes(), name=str(transcript))
    except OSError:
        return None
    if isinstance(started, Problem):
        return None
    edition = annotate(started, context)
    file = transcript.parent / DECISIONS / f"{transcript.stem}.toml"
    if not file.is_file():
        return edition
    decisions, _ = read_decisions(file.read_text(encoding="utf-8", errors="replace"), file=str(file))
    return decided(edition, decisions, context, file=str(file))


def write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: beside its place first, then moved there."""
    with whole_file(path) as file:
        file.write(content)
