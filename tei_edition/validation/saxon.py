"""Run Schematron rules that need XSLT 2 or 3, with SaxonC-HE, which is an extra: it is 100 MB large.

It is loaded when such rules are first run. It may read files, as rules that look something up do; it opens no
connection, and calls no functions but those of XPath.
"""

from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from tei_edition.validation.failure import SchemaError, complaint_about
from tei_edition.validation.schematron_compiler import compiled_schematron
from tei_edition.validation.schematron_source import schematron_source
from tei_edition.xml_parser import xml_parser

_FEATURE = "http://saxon.sf.net/feature"


def saxon_report(root: etree._Element, path: Path) -> etree._Element:
    """Hold a document against Schematron rules.

    Args:
        root: the root element of the document.
        path: a Schematron file, or a RELAX NG schema that carries rules.

    Returns:
        The report, in SVRL.

    Raises:
        SchemaError: if saxonche is not installed, or the rules cannot be compiled or fail while they run.
    """
    try:
        from_saxon = _processor()
    except ImportError as error:
        said = f'The Schematron rules of "{path.name}" were not checked: they need XSLT 2'
        words = f"{said}, and the library for it, saxonche, is not installed."
        raise SchemaError(words, code="XM22") from error
    stylesheet = _stylesheet(path)
    try:
        document = from_saxon.parse_xml(xml_text=etree.tostring(root, encoding="unicode", with_tail=False))
        report = stylesheet.transform_to_string(xdm_node=document)
    except Exception as error:  # PySaxonApiError, which cannot be named before the library is there
        raise SchemaError(complaint_about(path, "Schematron", error)) from error
    return etree.fromstring(report.encode(), xml_parser())


@cache
def _processor() -> Any:
    import saxonche

    processor = saxonche.PySaxonProcessor(license=False)
    processor.set_configuration_property(f"{_FEATURE}/allow-external-functions", "off")
    processor.set_configuration_property(f"{_FEATURE}/allowedProtocols", "file")
    return processor


@cache
def _stylesheet(path: Path) -> Any:
    source = schematron_source(path)
    try:
        text = compiled_schematron(source.schema, path.parent).decode()
        return _processor().new_xslt30_processor().compile_stylesheet(stylesheet_text=text)
    except Exception as error:
        raise SchemaError(complaint_about(path, "Schematron", error)) from error
