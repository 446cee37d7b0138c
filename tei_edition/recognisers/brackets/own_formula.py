"""The formulas that an edition adds: an editor who knows the archive is asked before any rule."""

from tei_edition.model.annotation import Annotation, Responsibility
from tei_edition.recognisers.brackets.context import Context
from tei_edition.recognisers.brackets.page_features import introduction, stated
from tei_edition.tables.kinds import kinds

_RULE = "formula-of-edition"


def of_edition(c: Context) -> list[Annotation] | None:
    """Class a bracket by the first formula of the edition that fits."""
    for formula in c.document.resources.formulas:
        if not formula.fits(c.content):
            continue
        if formula.kind == "artefact":
            return [Annotation(c.span, "artefact", f"bracket.{_RULE}")]
        if kinds()[formula.kind].of_page:
            return stated(c, formula.kind, _RULE, introduction(c.content))
        by: Responsibility | None = "archive" if formula.kind == "archive-note" else None
        return [c.whole(formula.kind, _RULE, by=by, said=formula.attributes)]
    return None
