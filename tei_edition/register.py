"""The register of names: what is tagged as a name, whom or what it means and why, and how to change that."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass

from tei_edition.batch import NAMES as SUFFIX
from tei_edition.batch import Batch, Companion, annotated
from tei_edition.model.annotation import DECISION, Annotation
from tei_edition.model.authority import Authority, Entity
from tei_edition.model.edition import Edition
from tei_edition.model.keyword_in_context import keyword_in_context
from tei_edition.model.tabulation import aligned, comma_separated, json_array, shortened
from tei_edition.model.toml_string import toml_string
from tei_edition.model.whitespace import level_a
from tei_edition.recognisers.reasons import reasons
from tei_edition.recognisers.resources import Resources
from tei_edition.review.tagged_names import NAMES, TaggedNames

_HEADINGS = ("place", "kind", "name", "entry", "certainty", "why", "context")
_COLUMNS = (
    "file", "line", "column", "kind", "text", "id", "name", "certainty", "doubtful", "decided", "reasons",
    "candidates", "context", "decision", "decision_everywhere", "rule",
)  # fmt: skip
_WHY = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """A name in the register."""

    file: str
    """Name of the transcript."""
    line: int
    """Line in which it begins, from 1."""
    column: int
    """Column in characters, from 1."""
    kind: str
    """person, place, organisation or event."""
    text: str
    """The words that are tagged, blanks folded."""
    id: str
    """Id of the entry that is meant; empty if it is linked to none."""
    name: str
    """The entry's name for display; empty if there is none."""
    certainty: str
    """high, medium or low; empty where nothing was inferred."""
    decided: bool
    """Whether an editor decided it."""
    doubtful: bool
    """Whether an editor should look at it: the program is not sure, or could not tell who is meant."""
    reasons: tuple[str, ...]
    """Why it was tagged and linked so, the strongest reason first."""
    candidates: tuple[tuple[str, str], ...]
    """Ids and names of the entries that were weighed, the likeliest first."""
    context: str
    """The words between « and », with some on both sides."""
    decision: str
    """The line for the section ``[names]`` of the decisions file that decides this place as it is now. Of a
    place that is decided it has the context, so that it goes before the line that is there."""
    decision_everywhere: str
    """The line that decides every place with these words; empty if they are tagged once."""
    rule: str
    """The rule that decided."""


def listing(batch: Batch) -> tuple[Entry, ...]:
    """List the names of all transcripts of a batch, with the editor's decisions applied."""
    found: list[Entry] = []
    for transcript, context in zip(batch.transcripts, batch.contexts, strict=True):
        edition = annotated(transcript, context)
        found += entries(edition, context.resources.authority) if edition is not None else ()
    return tuple(found)


def entries(edition: Edition, authority: Authority) -> tuple[Entry, ...]:
    """List the names of an edition.

    Args:
        edition: with its names tagged, and the editor's decisions applied.
        authority: the lists that hold for it, for the names of the entries.

    Returns:
        An entry for each tagged name, in the order of the text.
    """
    transcript = edition.transcript
    tagged = TaggedNames(transcript.text, edition.annotations)
    known = authority.by_id(edition.strangers)
    judged = Counter(
        level_a(transcript.of_span(a.span)) for a in edition.of_kind(*NAMES) if a.rule != DECISION
    )
    found = []
    for a in edition.of_kind(*NAMES):
        place = transcript.place(a.span)
        words = level_a(transcript.of_span(a.span))
        value = a.entry or next(iter(a.candidates), a.kind)
        # Words that only the editor tagged are no name to the program: only their context tells it.
        several = len(tagged.all_with(words)) > 1 and bool(judged[words])
        found.append(
            Entry(
                transcript.name,
                place.line,
                place.column,
                a.kind,
                words,
                a.entry,
                _name(known, a.entry),
                a.certainty or "",
                a.is_decided,
                _is_doubtful(a),
                reasons(a),
                tuple((id_, _name(known, id_)) for id_ in a.candidates),
                keyword_in_context(transcript.text, a.span),
                _line(tagged.key_of(a.span, alone=not a.is_decided), value),
                _line(tagged.key_of_all(words) if several else "", value),
                a.rule,
            )
        )
    return tuple(found)


def _is_doubtful(a: Annotation) -> bool:
    judged = a.responsibility == "program" and not a.is_decided
    return judged and (not a.entry or a.certainty != "high")


def _name(known: Mapping[str, Entity], id_: str) -> str:
    entity = known.get(id_)
    return entity.names[0].text if entity is not None and entity.names else ""


def _line(key: str, value: str) -> str:
    return f"{toml_string(key)} = {toml_string(value)}" if key else ""


def as_table(listed: Iterable[Entry]) -> str:
    """Render entries as an aligned table with a sum."""
    rows = list(listed)
    if not rows:
        return "No names.\n"
    found = Counter(e.doubtful for e in rows)
    several = "name" if len(rows) == 1 else "names"
    end = f"{len(rows)} {several}, {found[True]} to be decided."
    return "\n".join([*aligned(_HEADINGS, [_cells(e) for e in rows]), "", end]) + "\n"


def _cells(e: Entry) -> tuple[str, ...]:
    certainty = "decided" if e.decided else f"{e.certainty} !" if e.doubtful else e.certainty
    why = shortened("; ".join(e.reasons), _WHY)
    return (f"{e.file}:{e.line}:{e.column}", e.kind, shortened(e.text), e.id, certainty, why, e.context)


def as_csv(listed: Iterable[Entry]) -> str:
    """Render entries as CSV (RFC 4180), with a line of headings."""
    return comma_separated(_COLUMNS, map(_row, listed))


def _row(e: Entry) -> dict[str, object]:
    return {
        **asdict(e),
        "doubtful": "yes" if e.doubtful else "no",
        "decided": "yes" if e.decided else "no",
        "reasons": "; ".join(e.reasons),
        "candidates": " | ".join(f"{id_} ({name})" if name else id_ for id_, name in e.candidates),
    }


def as_json(listed: Iterable[Entry]) -> str:
    """Render entries as a JSON array, an object a name."""
    return json_array(_records(listed))


def _records(listed: Iterable[Entry]) -> Iterator[dict[str, object]]:
    for e in listed:
        candidates = [{"id": id_, "name": name} for id_, name in e.candidates]
        yield {**asdict(e), "candidates": candidates}


def _beside(edition: Edition, resources: Resources) -> bytes:
    """Return the register of one edition as a spreadsheet program reads it; nothing if there are no names."""
    found = entries(edition, resources.authority)
    return as_csv(found).encode("utf-8-sig", "replace") if found else b""


REGISTER = Companion(SUFFIX, _beside)
"""The register as a file beside each TEI file."""
