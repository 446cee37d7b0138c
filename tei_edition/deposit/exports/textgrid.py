"""TextGrid: a collection of editions, each of a work, and their metadata, as ``tgadmin`` takes them."""

from collections.abc import Iterator, Sequence
from typing import Final

from lxml import etree

from tei_edition.deposit.description import Agent, Description, Document, Source
from tei_edition.deposit.edition import Edition
from tei_edition.deposit.exports.target import Exported, told
from tei_edition.model.problem import Problem, Severity
from tei_edition.tables import table

_META: Final = "http://textgrid.info/namespaces/metadata/core/2010"
_ORE: Final = "http://www.openarchives.org/ore/terms/"
_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_FOLDER: Final = "edition"


def textgrid(edition: Edition, address: str) -> Exported:
    """Export an edition for the TextGrid Repository.

    Args:
        edition: the edition.
        address: not needed.

    Returns:
        ``textgrid/edition.collection``, and for each document in ``textgrid/edition/`` a work, an edition of
        it and the TEI file, each with its ``.meta``. DP82 for each document without author or date, DP81 for
        languages that have no place in TextGrid's list.
    """
    description = edition.description
    problems = [*_wanting(description), *_unlisted(edition)]
    if any(p.severity is Severity.ERROR for p in problems):
        return Exported({}, tuple(problems))
    names = _names(description.documents)
    files: dict[str, bytes] = {}
    for document, name in zip(description.documents, names, strict=True):
        stem = f"textgrid/{_FOLDER}/{name}"
        files[f"{stem}.work"] = _written(etree.Element(f"{{{_META}}}work", nsmap={None: _META}))
        files[f"{stem}.work.meta"] = _work(description, document)
        files[f"{stem}.edition"] = _aggregation(f"{name}.edition", [f"{name}.xml"])
        files[f"{stem}.edition.meta"] = _edition(description, document, f"{name}.work")
        files[f"{stem}.xml"] = edition.sources[document.file]
        files[f"{stem}.xml.meta"] = _item(description, document)
    collection = f"{_FOLDER}.collection"
    members = [f"{_FOLDER}/{name}.edition" for name in names]
    files[f"textgrid/{collection}"] = _aggregation(collection, members)
    files[f"textgrid/{collection}.meta"] = _collection(description)
    return Exported(files, tuple(problems))


def _wanting(description: Description) -> Iterator[Problem]:
    for document in description.documents:
        for what, stated in (("the author", document.authors), ("a date", document.date)):
            if not stated:
                yield told("DP82", "document", "textgrid", document.file, what=what)


def _unlisted(edition: Edition) -> Iterator[Problem]:
    for tag in edition.description.languages:
        if not _language(tag):
            what = f'the language "{tag}"'
            yield told("DP81", "unknown", "textgrid", edition.settings_file, Severity.WARNING, what=what)


def _language(tag: str) -> str:
    return str(table("exports/textgrid")["languages"].get(tag.partition("-")[0], ""))


def _names(documents: Sequence[Document]) -> list[str]:
    """Call the documents by their ids; a second of the same id is counted."""
    seen: dict[str, int] = {}
    names = []
    for document in documents:
        seen[document.id] = seen.get(document.id, 0) + 1
        names.append(document.id if seen[document.id] == 1 else f"{document.id}.{seen[document.id]}")
    return names


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _aggregation(name: str, members: Sequence[str]) -> bytes:
    root = etree.Element(f"{{{_RDF}}}RDF", nsmap={"rdf": _RDF, "ore": _ORE})
    about = etree.SubElement(root, f"{{{_RDF}}}Description", {f"{{{_RDF}}}about": name})
    for member in members:
        etree.SubElement(about, f"{{{_ORE}}}aggregates", {f"{{{_RDF}}}resource": member})
    return _written(root)


def _add(parent: etree._Element, name: str, text: str = "", **values: str) -> etree._Element:
    made: etree._Element = etree.SubElement(
        parent, f"{{{_META}}}{name}", {k: v for k, v in values.items() if v}
    )
    made.text = text or None
    return made


def _object(title: str, kind: str, identifiers: Sequence[tuple[str, str]] = ()) -> etree._Element:
    """Begin the metadata of an object with what all objects have."""
    root = etree.Element(f"{{{_META}}}object", nsmap={None: _META})
    provided = _add(_add(root, "generic"), "provided")
    _add(provided, "title", title)
    for type_, value in identifiers:
        if value:
            _add(provided, "identifier", value, type=type_)
    _add(provided, "format", table("exports/textgrid")["formats"][kind])
    return root


def _id(agent: Agent) -> str:
    schemes = table("exports/textgrid")["schemes"]
    return next((schemes[i.scheme] + i.value for i in agent.identifiers if i.scheme in schemes), "")


def _agent(parent: etree._Element, agent: Agent) -> None:
    roles = table("exports/textgrid")["roles"]
    _add(parent, "agent", agent.name, role=roles.get(agent.role, roles[""]), id=_id(agent))


def _person(parent: etree._Element, name: str, agent: Agent) -> None:
    body = "true" if agent.kind == "organisation" else ""
    _add(parent, name, agent.name, id=_id(agent), isCorporateBody=body)


def _work(description: Description, document: Document) -> bytes:
    root = _object(document.title, "work")
    work = _add(root, "work")
    for author in document.authors:
        _agent(work, author)
    _add(work, "dateOfCreation", document.date, date=document.date)
    _add(work, "genre", table("exports/textgrid")["work"]["genre"])
    return _written(root)


def _edition(description: Description, document: Document, work: str) -> bytes:
    root = _object(document.title, "edition")
    edition = _add(root, "edition")
    _add(edition, "isEditionOf", work)
    for agent in (*description.creators, *description.contributors):
        _agent(edition, agent)
    for source in description.sources:
        if document.id in source.documents:
            _source(edition, source)
    if language := _language(document.language):
        _add(edition, "language", language)
    rights = description.rights
    _add(edition, "license", rights.statement, licenseUri=rights.licence)
    return _written(root)


def _source(parent: etree._Element, source: Source) -> None:
    """Describe what a document is derived from: an object of an archive, or a publication."""
    made = _add(parent, "source")
    if source.kind == "original":
        citation = _add(made, "objectCitation")
        kept = ", ".join(
            part for part in (source.repository, source.shelfmark) if part not in ("", source.title)
        )
        _add(citation, "objectTitle", f"{source.title} ({kept})" if kept else source.title)
        for creator in source.creators:
            roles = table("exports/textgrid")["roles"]
            _add(citation, "objectContributor", creator.name, role=roles["author"], id=_id(creator))
        if source.date:
            _add(citation, "objectDate", source.date, date=source.date)
        return
    citation = _add(made, "bibliographicCitation")
    for creator in source.creators:
        _person(citation, "author", creator)
    _add(citation, "editionTitle", source.title)
    if source.publisher:
        _add(citation, "publisher", source.publisher)
    if source.date:
        _add(citation, "dateOfPublication", source.date, date=source.date)
    if source.uri:
        _add(citation, "bibIdentifier", source.uri, type="uri")


def _item(description: Description, document: Document) -> bytes:
    root = _object(document.title, "item")
    item = _add(root, "item")
    for agent in description.contributors:
        if agent.role == "rights-holder":
            _person(item, "rightsHolder", agent)
    return _written(root)


def _collection(description: Description) -> bytes:
    identifiers = [("doi", description.doi), ("uri", description.identifier)]
    root = _object(description.title, "collection", identifiers)
    collection = _add(root, "collection")
    for creator in description.creators:
        _person(collection, "collector", creator)
    _add(collection, "abstract", description.abstract or description.summary)
    for place in description.spatial:
        _add(_add(collection, "spatial"), "value", place.name)
    if description.temporal[0]:
        _add(_add(collection, "temporal"), "value", "/".join(dict.fromkeys(description.temporal)))
    for subject in description.subjects:
        made = _add(collection, "subject")
        if subject.uri:
            _add(made, "id", subject.uri, type=subject.scheme)
        _add(made, "value", subject.term)
    return _written(root)
