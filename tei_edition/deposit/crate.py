"""The crate: every file of the payload described in JSON-LD (RO-Crate 1.2)."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tei_edition import __version__
from tei_edition.deposit.contents import Item
from tei_edition.deposit.description import Agent, Description, Document, Source
from tei_edition.tables import table

if TYPE_CHECKING:
    from rocrate.rocrate import ROCrate

METADATA: Final = "ro-crate-metadata.json"
"""The file of the crate's description."""
_VERSION: Final = "1.2"
_PRONOM: Final = "https://www.nationalarchives.gov.uk/PRONOM/"
_UNSAFE: Final = re.compile(r"[^0-9a-z]+")
_SCHEMA: Final = "schema/tei_edition.rng"


def crate(description: Description, items: Sequence[Item], *, date: str) -> bytes:
    """Describe the files of a package.

    Args:
        description: of the edition.
        items: the files of the payload, this description aside.
        date: the day of the package, ``YYYY-MM-DD``.

    Returns:
        ``ro-crate-metadata.json``.

    Raises:
        ModuleNotFoundError: if the library ``rocrate`` is missing.
    """
    from rocrate.rocrate import ROCrate

    made = ROCrate(version=_VERSION)
    _Writer(made, description, items, date).write()
    written = made.metadata.generate()
    graph = [{key: _single(value) for key, value in entity.items()} for entity in written["@graph"]]
    written["@graph"] = sorted(graph, key=lambda entity: _rank(entity["@id"]))
    return f"{json.dumps(written, ensure_ascii=False, indent=2)}\n".encode()


def _single(value: Any) -> Any:
    """Return a value as RO-Crate wants it: a list only if there are several."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _rank(id_: str) -> tuple[int, str]:
    """Put the description of the crate first, then the crate, then its files, then what they point to."""
    first = {METADATA: 0, "./": 1}
    return first.get(id_, 3 if id_.startswith("#") or ":" in id_ else 2), id_


class _Writer:
    """Writes the graph of one crate."""

    def __init__(self, made: "ROCrate", description: Description, items: Sequence[Item], date: str) -> None:
        self.crate, self.description, self.items, self.date = made, description, items, date
        self.words = table("deposit")
        self.names = {k: f["crate"] for k, f in table("crosswalk")["fields"].items()}

    def write(self) -> None:
        files = {item.path: self._file(item) for item in self.items}
        for folder, said in self.words["folders"].items():
            inside = [file for path, file in files.items() if path.startswith(folder)]
            properties = {"name": folder, "description": said, "hasPart": inside}
            self.crate.add_dataset(dest_path=folder, properties=properties)
        sources = {id(s): self._source(s) for s in self.description.sources}
        for document in self.description.documents:
            file = files.get(f"tei/{document.file}")
            if file is not None:
                based = [sources[id(s)] for s in self.description.sources if document.id in s.documents]
                self._document(file, document, [*based, *self._transcript(document, files)])
        self._root(list(sources.values()))
        self._encoding(files)

    def _entity(self, id_: str, type_: str | list[str], **properties: Any) -> dict[str, str]:
        """Add an entity unless it is there, and return the reference to it."""
        from rocrate.model import ContextEntity

        if id_ not in self.crate:
            stated = {key: value for key, value in properties.items() if value not in ("", [], None)}
            self.crate.add(ContextEntity(self.crate, id_, properties={"@type": type_, **stated}))
        return {"@id": id_}

    def _file(self, item: Item) -> dict[str, str]:
        kind, form = self.words["kinds"][item.kind], item.format
        properties: dict[str, Any] = {
            "name": item.name,
            "description": kind["description"],
            "contentSize": str(len(item.content)),
            "sha256": hashlib.sha256(item.content).hexdigest(),
        }
        encoding: list[Any] = [form["media"]] if form else ["application/octet-stream"]
        if form.get("pronom"):
            address = _PRONOM + form["pronom"]
            encoding.append(
                self._entity(address, ["WebPage", "Standard"], name=self.words["formats"][form["pronom"]])
            )
        properties["encodingFormat"] = encoding
        # Nothing is read from this path: the library is only told that there is a file.
        if item.kind == "schema":
            properties["@type"] = ["File", "CreativeWork"]
        file = self.crate.add_file(Path(item.path), dest_path=item.path, properties=properties)
        return {"@id": file.id}

    def _document(self, file: dict[str, str], document: Document, based: list[dict[str, str]]) -> None:
        entity = self.crate.get(file["@id"])
        entity["name"] = document.title or document.id
        if document.language:
            entity["inLanguage"] = document.language
        if document.date:
            entity["temporalCoverage"] = document.date
        if _SCHEMA in self.crate:
            entity["conformsTo"] = {"@id": _SCHEMA}
        entity["isBasedOn"] = based

    def _transcript(self, document: Document, files: Mapping[str, dict[str, str]]) -> list[dict[str, str]]:
        file = files.get(f"source/{document.transcript}")
        return [file] if file is not None else []

    def _agent(self, agent: Agent) -> dict[str, str]:
        address = next((i.uri for i in agent.identifiers if i.uri), "")
        affiliation = (
            self._organisation(agent.affiliation, agent.affiliation_ror) if agent.affiliation else None
        )
        return self._entity(
            address or _local(agent.kind, agent.name),
            "Organization" if agent.kind == "organisation" else "Person",
            name=agent.name,
            givenName=agent.given,
            familyName=agent.family,
            affiliation=affiliation,
            sameAs=[{"@id": i.uri} for i in agent.identifiers[1:] if i.uri],
        )

    def _organisation(self, name: str, address: str = "") -> dict[str, str]:
        return self._entity(address or _local("organisation", name), "Organization", name=name)

    def _source(self, source: Source) -> dict[str, str]:
        kept = self._organisation(source.repository) if source.repository else None
        return self._entity(
            source.uri or _local("source", "\n".join((source.title, source.repository, source.shelfmark))),
            "CreativeWork" if source.kind != "original" else "ArchiveComponent",
            name=source.title,
            identifier=source.shelfmark,
            holdingArchive=kept,
            author=[self._agent(a) for a in source.creators],
            publisher=self._organisation(source.publisher) if source.publisher else None,
            inLanguage=source.language,
            dateCreated=source.date,
        )

    def _root(self, sources: list[dict[str, str]]) -> None:
        d, unstated = self.description, self.words["unstated"]
        stated: dict[str, Any] = {
            "title": d.title or unstated["title"],
            "subtitle": d.subtitle,
            "version": d.version,
            "date": d.date,
            "languages": list(d.languages),
            "publisher": self._organisation(d.publisher) if d.publisher else "",
            "creators": [self._agent(a) for a in d.creators],
            "subjects": [s.term for s in d.subjects],
            "abstract": "\n\n".join(part for part in (d.abstract, d.summary) if part),
            "rights": self._rights(),
            "identifier": self._identifiers(),
            "sources": sources,
            "temporal": "/".join(dict.fromkeys(part for part in d.temporal if part)),
            "spatial": [self._place(p.name, [i.uri for i in p.identifiers]) for p in d.spatial],
        }
        if d.contact:
            at = {"email": d.contact} if "@" in d.contact else {"url": d.contact}
            stated["contact"] = self._entity("#contact", "ContactPoint", contactType="enquiries", **at)
        root = self.crate.root_dataset
        for field, value in stated.items():
            if value:
                root[self.names[field]] = value
        for agent in d.contributors:
            root.append_to(table("crosswalk")["roles"][agent.role]["crate"], [self._agent(agent)])
        if d.doi:
            root["cite-as"] = f"https://doi.org/{d.doi}"

    def _rights(self) -> dict[str, str]:
        rights = self.description.rights
        name = rights.spdx or self.words["words"]["rights"]
        return self._entity(
            rights.licence or "#rights", "CreativeWork", name=name, description=rights.statement
        )

    def _identifiers(self) -> list[Any]:
        d = self.description
        own = self._entity(
            "#identifier",
            "PropertyValue",
            name="Identifier of the edition",
            propertyID="URI",
            value=d.identifier,
        )
        if not d.doi:
            return [own]
        doi = f"https://doi.org/{d.doi}"
        return [self._entity(doi, "PropertyValue", name="DOI", propertyID="DOI", value=d.doi, url=doi), own]

    def _place(self, name: str, addresses: Iterable[str]) -> dict[str, str]:
        return self._entity(next(iter(addresses), "") or _local("place", name), "Place", name=name)

    def _encoding(self, files: Mapping[str, dict[str, str]]) -> None:
        """Say with which program the transcripts were encoded."""
        words = self.words["words"]
        # A SoftwareApplication must have an address (RO-Crate 1.2); where there is none, none is invented.
        type_ = "SoftwareApplication" if words["program-address"] else "CreativeWork"
        address = words["program-address"]
        program = self._entity("#program", type_, name=words["program"], version=__version__, url=address)
        made = [f for path, f in files.items() if path.startswith("tei/")]
        used = [f for path, f in files.items() if path.startswith("source/")]
        action = self._entity(
            "#encoding", "CreateAction", name=words["encoded"], instrument=program, object=used,
            result=made, endTime=self.date,
        )  # fmt: skip
        self.crate.root_dataset["mentions"] = [action]


def _local(kind: str, words: str) -> str:
    """Return an id that is the same for the same words."""
    readable = _UNSAFE.sub("-", words.casefold()).strip("-")[:40].strip("-")
    return f"#{kind}-{readable}-{hashlib.sha256(words.encode()).hexdigest()[:8]}"
