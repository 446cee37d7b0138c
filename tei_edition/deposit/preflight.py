"""The checks before anything is packaged: is every document valid, and is its text that of its transcript?"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial

from tei_edition.deposit.contents import Item
from tei_edition.model.problem import Problem, Severity
from tei_edition.readers import encoding
from tei_edition.reports.json_report import as_json
from tei_edition.reports.outcome import TOOL, VERSION, outcome
from tei_edition.validation.check import located, validate
from tei_edition.validation.schema import PROJECT, SchemaSet
from tei_edition.weaver.place import transcript_file
from tei_edition.weaver.proof import Root, decoded, proof_of
from tei_edition.weaver.proof import proof as proof_of_file

_PROOF: frozenset[str] = frozenset({"X01", "WV02"})


@dataclass(frozen=True, slots=True)
class Proven:
    """The proof of one document."""

    file: str
    """The TEI file, by its path in the package."""
    transcript: str
    """The transcript, by its path in the package; empty if the file names none."""
    transcript_sha256: str
    """SHA-256 of the transcript's bytes."""
    text_sha256: str
    """SHA-256 of the text at level A (runs of blanks as one space)."""
    lines: int
    """Lines that were compared."""
    characters: int
    """Characters that were compared."""
    digest_holds: bool
    """Whether the text has the digest that the file carries."""
    transcript_holds: bool
    """Whether the text is that of the transcript, line for line."""


@dataclass(frozen=True, slots=True)
class Preflight:
    """What came of the checks."""

    problems: tuple[Problem, ...]
    """All that was found in the documents, errors, warnings and notes, under their paths in the package."""
    proofs: tuple[Proven, ...]
    """The proof of each document."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What stands against packaging: one problem (DP11) for each document that is not as it must be."""
        first: dict[str, Problem] = {}
        for problem in self.problems:
            if problem.severity is Severity.ERROR:
                known = first.setdefault(problem.file, problem)
                if problem.code in _PROOF and known.code not in _PROOF:
                    first[problem.file] = problem
        return tuple(map(_refused, first.values()))

    def validation_report(self, checked: Sequence[str]) -> bytes:
        """Return the report of the validation, in JSON (``docs/reports.md``)."""
        return as_json(outcome(self.problems, tuple(checked))).encode()

    def proof_report(self) -> bytes:
        """Return the report of the proof, in JSON."""
        report = {
            "report": f"{TOOL} proof",
            "layout": 1,
            "version": VERSION,
            "summary": {
                "files": len(self.proofs),
                "proven": sum(p.digest_holds and p.transcript_holds for p in self.proofs),
            },
            "files": [asdict(proof) for proof in self.proofs],
        }
        return f"{json.dumps(report, ensure_ascii=False, indent=2)}\n".encode()


def check(
    documents: Iterable[Item], transcripts: Mapping[str, bytes], schemas: SchemaSet = PROJECT
) -> Preflight:
    """Validate and prove documents: the bytes that are packaged, not what they were made from.

    Args:
        documents: the TEI files.
        transcripts: the transcripts, by their paths in the package.
        schemas: what the files are held against.
    """
    problems: list[Problem] = []
    proofs: list[Proven] = []
    for item in documents:
        found = validate(item.content, file=item.path, schemas=schemas, proof=partial(_proven, item.path))
        proof, parted = prove(item, transcripts)
        problems += located((*found, *parted), item.content, None)
        proofs.append(proof)
    return Preflight(tuple(problems), tuple(proofs))


def _proven(file: str, root: Root) -> tuple[Problem, ...]:
    return proof_of(root, file=file)


def prove(item: Item, transcripts: Mapping[str, bytes]) -> tuple[Proven, tuple[Problem, ...]]:
    """Hold the text of a TEI file against its digest and against its transcript.

    Args:
        item: the TEI file.
        transcripts: the transcripts, by their paths in the package.

    Returns:
        The proof; and a problem, DP39, if the text is not that of the transcript. Validation tells what is
        wrong with the digest.
    """
    stated = transcript_file(item.content)
    path = f"source/{stated.name}" if stated is not None else ""
    raw = transcripts.get(path, b"")
    text = decoded(item.content) or ""
    read = encoding.read(raw, name=path) if raw else None
    transcript = None if read is None or isinstance(read, Problem) else read.transcript
    holds = transcript is not None and transcript.lines == text
    digest = hashlib.sha256(raw).hexdigest() if raw else ""
    proof = Proven(
        item.path,
        path if raw else "",
        digest,
        transcript.normalized_sha256 if transcript is not None else "",
        len(transcript.lines.split("\n")) if transcript is not None else 0,
        len(transcript.lines) if transcript is not None else 0,
        _digest_holds(item.content),
        holds,
    )
    if holds and stated is not None and digest == stated.sha256:
        return proof, ()
    return proof, (_parted(item.path, path, raw, holds=holds),)


def _digest_holds(source: bytes) -> bool:
    return not proof_of_file(source)


def _parted(file: str, transcript: str, raw: bytes, *, holds: bool) -> Problem:
    if not transcript:
        message = "The file does not say of which transcript it is."
    elif not raw:
        message = f"Its transcript, {transcript}, is not in the package."
    elif not holds:
        message = f"Its text is not that of its transcript, {transcript}."
    else:
        message = f"Its transcript, {transcript}, is not the file that it was made from."
    hint = "One of the two was changed: get both from whoever keeps the edition, or build it again."
    return Problem("DP39", Severity.ERROR, message, hint, file=file)


def _refused(problem: Problem) -> Problem:
    state = "not proven" if problem.code in _PROOF or problem.code == "DP39" else "not valid"
    message = f"The document is {state} ({problem.code}): {problem.message}"
    hint = f"Build it again; if that does not help, see what {TOOL} validate says of it."
    return Problem("DP11", Severity.ERROR, message, hint, file=problem.file, xml=problem.xml)
