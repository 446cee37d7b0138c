"""Appraise the files of a collection, one after another, and score them together."""

from collections.abc import Sequence
from pathlib import Path

from tei_edition.model.problem import Problem, Severity
from tei_edition.scorecard.files import gather
from tei_edition.scorecard.score import DocumentScore, Scorecard, document_score, scorecard, unread
from tei_edition.tables import table
from tei_edition.validation.quality import (
    COLLECTION_CHECKS,
    Appraisal,
    Collection,
    Entry,
    Surveyed,
    appraise,
    survey,
)
from tei_edition.weaver.proof import proof


def score_files(paths: Sequence[Path]) -> Scorecard:
    """Score TEI files, whoever made them.

    Args:
        paths: files, and folders of them.

    Returns:
        The scorecard. Files that are named but are not TEI, and files that are not well-formed, score 0;
        well-formed files of a folder that are something else are left out, with a note.
    """
    files = gather(paths)
    problems = list(files.problems)
    surveyed: dict[Path, Surveyed] = {}
    for path in (*files.named, *files.found):
        content = _read(path)
        surveyed[path] = (
            Surveyed({}, (content,)) if isinstance(content, Problem) else survey(content, file=str(path))
        )
    others: dict[str, dict[str, Entry | None]] = {}
    for path, seen in surveyed.items():
        others[path.name] = {**others.get(path.name, {}), **seen.elements}

    documents: list[DocumentScore] = []
    appraisals: list[Appraisal] = []
    registers: list[str] = []
    for path, seen in surveyed.items():
        if seen.problems:
            problem = seen.problems[0]
            if path in files.found and problem.code == "XM10":
                problems.append(_left_out(problem))
            else:
                problems.append(problem)
                documents.append(unread(str(path), problem))
        elif seen.is_register:
            registers.append(str(path))
        else:
            content = _read(path)
            if isinstance(content, bytes):
                for appraisal in appraise(content, file=str(path), others=others, proof=proof):
                    appraisals.append(appraisal)
                    documents.append(document_score(appraisal.name, appraisal.verdicts))
    together = Collection(tuple(a.bearings for a in appraisals), files.beside)
    verdicts = {code: check(together) for code, check in COLLECTION_CHECKS.items()}
    return scorecard(documents, verdicts, registers=registers, problems=problems)


def _read(path: Path) -> bytes | Problem:
    try:
        return path.read_bytes()
    except OSError as error:
        words = f"The file cannot be read: {error.strerror or type(error).__name__}."
        return Problem(
            "XM15", Severity.ERROR, words, table("validation")["next_step"]["XM15"], file=str(path)
        )


def _left_out(problem: Problem) -> Problem:
    message = f"{problem.message.removesuffix('.')}; the file was left out."
    return Problem(problem.code, Severity.NOTE, message, "", file=problem.file, xml=problem.xml)
