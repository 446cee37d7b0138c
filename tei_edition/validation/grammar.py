"""Grammar: RELAX NG decides, XML Schema explains.

libxml2 is fast and right, but it often blames an innocent ancestor ("Did not expect element div there").
So RELAX NG is only asked whether a file is valid; if it is not, the slower XML Schema of the same profile
says which element, which attribute and what was expected. Where that schema, which is a little looser,
finds nothing, libxml2's own report is put into words. What explains is imported when something is wrong.
"""

from pathlib import Path

from lxml import etree

from tei_edition.model.problem import Problem
from tei_edition.tables import table
from tei_edition.validation.failure import SchemaError, unusable
from tei_edition.validation.schema import SchemaSet, relax_ng_for, vocabulary, xml_schema


def grammar_problems(root: etree._Element, schemas: SchemaSet) -> tuple[Problem, ...]:
    """Hold a document against the grammar.

    Args:
        root: the root element of the document.
        schemas: the schemas; without RELAX NG, XML Schema decides, and without either nothing is wrong.

    Returns:
        Problems XM02 to XM07 and XM11, one for each cause; XM12 or XM21 if a schema cannot be loaded.
    """
    try:
        if schemas.rng is None:
            return _found_by_xml_schema(root, schemas.xsd, frozenset()) if schemas.xsd else ()
        if relax_ng_for(schemas.rng, root).validate(root):
            return ()
        whole = relax_ng_for(schemas.rng, root, named=True)
        whole.validate(root)
        log = list(whole.error_log)
        known = vocabulary(schemas.rng)
    except SchemaError as error:
        return (unusable(error),)
    from tei_edition.validation.libxml2 import explain_log

    return _explained(root, schemas, known.elements) or explain_log(root, log, known)


def _explained(root: etree._Element, schemas: SchemaSet, names: frozenset[str]) -> tuple[Problem, ...]:
    """Explain by XML Schema; nothing if there is none, for the verdict is already known."""
    if schemas.xsd is None or not schemas.xsd.is_file() or not _can_be_explained(root):
        return ()
    try:
        return _found_by_xml_schema(root, schemas.xsd, names)
    except SchemaError as error:
        return (unusable(error),)


def _found_by_xml_schema(root: etree._Element, xsd: Path, names: frozenset[str]) -> tuple[Problem, ...]:
    from tei_edition.validation.explanation import explain

    return explain(root, xml_schema(xsd), names)


def _can_be_explained(root: etree._Element) -> bool:
    """Tell whether a file is of a size that XML Schema, written in Python, gets through."""
    limit = table("validation")["limit"]
    for elements, element in enumerate(root.iter("*")):
        if elements >= limit["explained"] or len(element.attrib) > limit["attributes"]:
            return False
    return True
