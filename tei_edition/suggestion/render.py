"""Suggestions as a table for the terminal, as a list to complete in a spreadsheet, and as JSON."""

from collections.abc import Iterable, Iterator

from tei_edition.model.tabulation import aligned, comma_separated, json_array, shortened
from tei_edition.suggestion.mention import Mention
from tei_edition.suggestion.suggest import Suggestion
from tei_edition.tables import table

COLUMNS = (
    "id", "kind", "surname", "forename", "gen", "display", "role", "variants", "see",
    "status", "count", "documents", "places", "contexts", "candidates", "evidence",
)  # fmt: skip
"""Those of an authority list, and behind them what helps to decide."""

_HEADINGS = ("status", "name", "times", "documents", "first place", "candidates", "context")
_SHOWN_PLACES = 5
_SHOWN_CONTEXTS = 3
_SHOWN_CANDIDATES = 4


def as_csv(listed: Iterable[Suggestion]) -> str:
    """Render suggestions as a list to complete: CSV (RFC 4180) with the columns of an authority list."""
    return comma_separated(COLUMNS, map(_row, listed))


def _row(s: Suggestion) -> dict[str, object]:
    fullest = s.names[0]
    person = s.kind == "person"
    variants = dict.fromkeys(n.display.replace("|", " ") for n in s.names if n.display != fullest.display)
    return {
        "id": s.id,
        "kind": s.kind,
        "surname": fullest.surname if person else "",
        "forename": fullest.forename,
        "gen": fullest.generation,
        "display": fullest.display,
        "role": s.role,
        "variants": "|".join(variants),
        "see": "",
        "status": s.status,
        "count": len(s.mentions),
        "documents": s.documents,
        "places": " | ".join(_place(m) for m in s.mentions[:_SHOWN_PLACES]),
        "contexts": " | ".join(dict.fromkeys(m.context for m in s.mentions[:_SHOWN_CONTEXTS])),
        "candidates": "|".join(s.candidates),
        "evidence": "; ".join(s.grounds),
    }


def as_json(listed: Iterable[Suggestion]) -> str:
    """Render suggestions as a JSON array, an object a name, with all its places."""
    return json_array(map(_object, listed))


def _object(s: Suggestion) -> dict[str, object]:
    return {
        "status": s.status,
        "kind": s.kind,
        "id": s.id,
        "names": [
            {"display": n.display, "surname": n.surname, "forename": n.forename, "gen": n.generation}
            for n in s.names
        ],
        "role": s.role,
        "candidates": list(s.candidates),
        "evidence": list(s.grounds),
        "count": len(s.mentions),
        "documents": s.documents,
        "places": [
            {
                "file": m.document,
                "line": m.line,
                "column": m.column,
                "text": m.quotation,
                "context": m.context,
            }
            for m in s.mentions
        ],
    }


def as_table(listed: Iterable[Suggestion]) -> str:
    """Render suggestions as an aligned table, with a sum and the evidence that occurs."""
    rows = list(listed)
    if not rows:
        return "Every name is in the lists, and it is clear who is meant.\n"
    lines = aligned(_HEADINGS, [_cells(s) for s in rows])
    return "\n".join([*lines, "", *_sums(rows)]) + "\n"


def _cells(s: Suggestion) -> tuple[str, ...]:
    forms = " / ".join(dict.fromkeys(n.display for n in s.names))
    some = [*s.candidates[:_SHOWN_CANDIDATES], *(["…"] if len(s.candidates) > _SHOWN_CANDIDATES else [])]
    status = s.status if s.kind == "person" else f"{s.status} {s.kind}"
    first = s.mentions[0]
    times = str(len(s.mentions))
    return (
        status, shortened(forms), times, str(s.documents), _place(first), ", ".join(some), first.context,
    )  # fmt: skip


def _sums(rows: list[Suggestion]) -> Iterator[str]:
    for status, words in table("suggestion")["status"].items():
        own = [s for s in rows if s.status == status]
        if own:
            places = sum(len(s.mentions) for s in own)
            several = f"{len(own)} {'name' if len(own) == 1 else 'names'}"
            yield f"{status}: {several} at {places} {'place' if places == 1 else 'places'}. {words}"
            for ground in dict.fromkeys(g for s in own for g in s.grounds):
                yield f"  evidence: {ground}"


def _place(m: Mention) -> str:
    return f"{m.document}:{m.line}:{m.column}"
