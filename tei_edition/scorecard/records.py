"""The scorecard as figures for programs: JSON with everything, CSV with a line for each document."""

import csv
import io
import json
from collections.abc import Mapping

from tei_edition.scorecard.score import Scorecard, Standing
from tei_edition.tables.quality import criteria, groups, questions, sources
from tei_edition.validation.quality import Gap, Verdict


def as_json(card: Scorecard) -> str:
    """Render a scorecard as a JSON object: collection, criteria, documents, questions, problems."""
    written = {
        "collection": {
            "score": card.score,
            "documents": len(card.documents),
            "groups": {group: card.groups.get(group) for group in groups()},
            "not_scored": list(card.registers),
        },
        "criteria": [_standing(standing) for standing in card.standings],
        "documents": [
            {
                "name": document.name,
                "score": document.score,
                "groups": dict(document.groups),
                "problem": None
                if document.problem is None
                else {"code": document.problem.code, "message": document.problem.message},
                "verdicts": {code: _verdict(verdict) for code, verdict in document.verdicts.items()},
            }
            for document in card.documents
        ],
        "questions": [
            {"group": q.group, "question": q.question, "source": list(q.source)} for q in questions()
        ],
        "problems": [
            {"code": p.code, "severity": p.severity.name.lower(), "message": p.message, "file": p.file}
            for p in card.problems
        ],
        "sources": dict(
            sources([*(c.source for c in criteria().values()), *(q.source for q in questions())])
        ),
    }
    return json.dumps(written, ensure_ascii=False, indent=1) + "\n"


def as_csv(card: Scorecard) -> str:
    """Render a scorecard as CSV (RFC 4180): a line for each document, with groups and criteria as columns.

    A criterion that does not apply has an empty cell; a share is written from 0 to 1.
    """
    codes = [code for code, criterion in criteria().items() if criterion.level == "document"]
    inside = [group for group in groups() if any(criteria()[code].group == group for code in codes)]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["document", "score", *inside, *codes, "problem"])
    for document in card.documents:
        shares = [document.verdicts[code].share if code in document.verdicts else 0 for code in codes]
        writer.writerow(
            [
                document.name,
                document.score,
                *(_cell(document.groups.get(group)) for group in inside),
                *("" if share is None else f"{share:.3f}" for share in shares),
                document.problem.message if document.problem else "",
            ]
        )
    return out.getvalue()


def _cell(score: float | None) -> str:
    return "" if score is None else f"{score:.1f}"


def _standing(standing: Standing) -> Mapping[str, object]:
    criterion = standing.criterion
    return {
        "code": criterion.code,
        "group": criterion.group,
        "level": criterion.level,
        "weight": criterion.weight,
        "title": criterion.title,
        "source": list(criterion.source),
        "share": None if standing.share is None else round(standing.share, 4),
        "applies": standing.applies,
        "wholly": standing.wholly,
        "gain": standing.gain,
        "next": criterion.gain,
        "examples": [_gap(gap) for gap in standing.examples],
        "reason": standing.reason,
    }


def _verdict(verdict: Verdict) -> Mapping[str, object]:
    return {
        "share": None if verdict.share is None else round(verdict.share, 4),
        "fulfilled": verdict.fulfilled,
        "counted": verdict.counted,
        "gaps": [_gap(gap) for gap in verdict.gaps],
        "reason": verdict.reason,
    }


def _gap(gap: Gap) -> Mapping[str, object]:
    return {
        "message": gap.message,
        "file": gap.file,
        "line": None if gap.place is None else gap.place.line,
        "xpath": "" if gap.place is None else gap.place.xpath,
        "example": gap.example,
    }
