"""The schemas that a file itself asks for (W3C note "Associating Schemas with XML documents").

A file may come from anybody, so what its ``<?xml-model?>`` asks for is followed only to where that is
harmless: its own folder, a folder named by the user, and the schemas that are installed. Nothing is fetched.
What is not followed is told, since a file that was not checked must not look as if it had been.
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from tei_edition.model.problem import Problem, Severity, XmlPlace
from tei_edition.tables import table
from tei_edition.validation.failure import SchemaError, unusable
from tei_edition.validation.request import at_address
from tei_edition.validation.schema import PROJECT, SchemaSet

_PSEUDO_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]+:")
_ENDINGS = {".rng": "RELAX NG", ".rnc": "RELAX NG", ".sch": "Schematron", ".xsd": "XML Schema"}


@dataclass(frozen=True, slots=True)
class Following:
    """How far the schemas that a file asks for are followed."""

    file: Path
    """The file."""
    root: Path | None = None
    """A folder whose schemas may be used as well; None for the file's own alone."""
    alone: bool = False
    """Whether the file is held against them and nothing else. Then what is not followed is an error."""


@dataclass(frozen=True, slots=True)
class Association:
    """A schema that a file asks for."""

    href: str
    """Its address or path, as it is written."""
    language: str
    """The schema language; empty if it is none that is known."""
    line: int
    """Line in the file, counted from 1."""


def associations(root: etree._Element) -> tuple[Association, ...]:
    """Return the schemas that a file asks for, in its order.

    Args:
        root: the root element of the document.
    """
    found = []
    for instruction in root.itersiblings(preceding=True):
        if not isinstance(instruction, etree._ProcessingInstruction) or instruction.target != "xml-model":
            continue
        pairs = _PSEUDO_ATTRIBUTE.findall(instruction.text or "")
        given = {name: _unescaped(double or single) for name, double, single in pairs}
        href = given.get("href", "").strip()
        if href:
            found.append(Association(href, _language(given, href), instruction.sourceline or 1))
    return tuple(reversed(found))


def followed(root: etree._Element, how: Following) -> tuple[tuple[SchemaSet, ...], tuple[Problem, ...]]:
    """Return the schemas that a file asks for and that may be used, and what is to be told of the others.

    Args:
        root: the root element of the document.
        how: how far they are followed.

    Returns:
        The schemas without those that the file is held against anyway, and the problems XM20, XM24, XM28 and
        XM29.
    """
    sets: list[SchemaSet] = []
    problems: list[Problem] = []
    asked = associations(root)
    for association in asked:
        try:
            schemas = _schemas(association, how)
        except SchemaError as error:
            severity = Severity.ERROR if how.alone else Severity.NOTE
            found = unusable(error, severity=severity)
            problems.append(replace(found, xml=XmlPlace(association.line, "")))
            continue
        if schemas not in sets and (how.alone or not _is_project(schemas)):
            sets.append(schemas)
    if how.alone and not asked:
        hint = table("schemas")["next_step"]["XM29"]
        words = "The file does not say which schema it follows: it has no xml-model instruction."
        problems.append(Problem("XM29", Severity.ERROR, words, hint, xml=XmlPlace(1, "")))
    return tuple(sets), tuple(problems)


def _schemas(association: Association, how: Following) -> SchemaSet:
    path = _file(association, how)
    match association.language:
        case "RELAX NG":
            compact = path.suffix == ".rnc"
            if compact and not path.with_suffix(".rng").is_file():
                words = f'The file asks for "{association.href}", which is RELAX NG in compact syntax.'
                raise SchemaError(
                    words, code="XM20", hint="Put the same schema in XML syntax (.rng) beside it."
                )
            return SchemaSet(rng=path.with_suffix(".rng") if compact else path)
        case "Schematron":
            return SchemaSet(sch=path)
        case "XML Schema":
            return SchemaSet(xsd=path)
        case _:
            words = (
                f'The file asks for "{association.href}", which is not in a schema language that is known.'
            )
            raise SchemaError(words, code="XM20", hint="Known are RELAX NG, XML Schema and Schematron.")


def _file(association: Association, how: Following) -> Path:
    """Return the file of the schema.

    Raises:
        SchemaError: if there is none, or it may not be used.
    """
    href = association.href
    if href.startswith(("http://", "https://")):
        return at_address(href)
    local = unquote(href.removeprefix("file://"))
    if _SCHEME.match(local) or local.startswith("//"):
        raise SchemaError(f'The file asks for the schema "{href}", which is no file.', code="XM28")
    path = how.file.parent / local
    allowed = [folder.resolve() for folder in (how.file.parent, how.root) if folder is not None]
    is_inside = any(path.resolve().is_relative_to(folder) for folder in allowed)
    if is_inside and path.is_file():
        return path
    ours = _of_project(path.name)
    if ours is not None:
        return ours
    if not is_inside:
        words = f'The file asks for the schema "{href}", which lies outside its folder and was not used.'
        raise SchemaError(words, code="XM28")
    words = f'The file asks for the schema "{href}", which is not there.'
    raise SchemaError(words, code="XM20", hint="Put the schema where the file says, or correct xml-model.")


def _of_project(name: str) -> Path | None:
    """Return the project's own schema of this name, which need not lie beside each file."""
    name = name.replace(".rnc", ".rng")
    for path in (PROJECT.rng, PROJECT.xsd, PROJECT.sch):
        if path is not None and name == path.name:
            return path
    return None


def _is_project(schemas: SchemaSet) -> bool:
    """Tell whether these are the project's schemas, or copies of them."""
    pairs = ((schemas.rng, PROJECT.rng), (schemas.xsd, PROJECT.xsd), (schemas.sch, PROJECT.sch))
    return all(
        mine is None or (ours is not None and (mine == ours or mine.read_bytes() == ours.read_bytes()))
        for mine, ours in pairs
    )


def _language(given: dict[str, str], href: str) -> str:
    languages = table("schemas")["language"]
    for name in ("schematypens", "type"):
        if (language := languages.get(given.get(name, "").strip())) is not None:
            return str(language)
    if given.get("schematypens", "").strip():
        return ""
    return _ENDINGS.get(Path(href).suffix.lower(), "")


def _unescaped(value: str) -> str:
    for written, meant in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        value = value.replace(written, meant)
    return value
