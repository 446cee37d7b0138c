"""The description of an edition: what catalogues want to know of it, in no target's terms."""

from dataclasses import dataclass
from typing import Literal

from tei_edition.tables import table
from tei_edition.tables.publication import Subject

Kind = Literal["person", "organisation"]
"""What an agent is."""


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier that somebody else has given."""

    scheme: str
    """``orcid``, ``gnd``, ``viaf``, ``isni``, ``ror``, ``wikidata``, ``geonames``, ``lcnaf``, ``doi`` or
    ``uri``."""
    value: str
    """The identifier, bare: ``0000-0002-1825-0097``."""
    uri: str
    """The same as a URI: ``https://orcid.org/0000-0002-1825-0097``; empty if there is none."""


@dataclass(frozen=True, slots=True)
class Agent:
    """A person or an organisation that has done something for the edition, or for what it is made from."""

    name: str
    """The whole name: of a person ``Family, Given`` if the parts are known, else as it is written."""
    kind: Kind = "person"
    """What it is."""
    role: str = "editor"
    """What it did: a key of ``roles`` in the table ``crosswalk``."""
    family: str = ""
    """Family name; empty if the parts are not known."""
    given: str = ""
    """Given names; empty if the parts are not known."""
    identifiers: tuple[Identifier, ...] = ()
    """Identifiers of the agent."""
    affiliation: str = ""
    """The institution that a person belongs to, by name."""
    affiliation_ror: str = ""
    """ROR of that institution, as a URI."""


@dataclass(frozen=True, slots=True)
class Rights:
    """Who may do what with the edition."""

    status: str = "unknown"
    """``free``, ``restricted`` or ``unknown``."""
    statement: str = ""
    """The statement in words."""
    licence: str = ""
    """URI of the licence; empty if none was chosen. None is ever assumed."""
    spdx: str = ""
    """SPDX identifier of the licence, such as ``CC-BY-4.0``; empty if it has none."""


@dataclass(frozen=True, slots=True)
class Source:
    """What documents of the edition are derived from."""

    kind: str
    """``original`` (of an archive), ``digital`` (published on line) or ``print``."""
    title: str
    """Its title, or the shelfmark if it has none."""
    relation: str = "IsDerivedFrom"
    """How the edition is related to it, in DataCite's words."""
    creators: tuple[Agent, ...] = ()
    """Its authors: the historical ones, of role ``author``."""
    publisher: str = ""
    """Who published it."""
    repository: str = ""
    """Where it is kept."""
    shelfmark: str = ""
    """Its reference there."""
    uri: str = ""
    """Where it can be read; empty if it is not on line."""
    language: str = ""
    """Its language (BCP 47)."""
    date: str = ""
    """Its date: ``1963``, ``1963-02`` or ``1963-02-13``."""
    documents: tuple[str, ...] = ()
    """Ids of the documents that are derived from it."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the edition."""

    id: str
    """Its id, ``TEI/@xml:id``."""
    title: str
    """Its title."""
    date: str
    """Its date (``1963``, ``1963-02`` or ``1963-02-13``); empty if none is known."""
    file: str
    """The name of its TEI file, without folder."""
    subtitle: str = ""
    """Its subtitle."""
    language: str = ""
    """Its language (BCP 47)."""
    authors: tuple[Agent, ...] = ()
    """The historical authors."""
    transcript: str = ""
    """Name of the transcript that it was made from."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place that an edition is about, or comes from."""

    name: str
    """Its name."""
    identifiers: tuple[Identifier, ...] = ()
    """Its identifiers."""


@dataclass(frozen=True, slots=True)
class Description:
    """An edition, as a catalogue knows it. What nobody stated is empty; nothing is invented."""

    title: str = ""
    """Title of the edition; of a single document without one, the title of the document."""
    subtitle: str = ""
    """Subtitle."""
    version: str = ""
    """Version, such as ``1.0.0``."""
    date: str = ""
    """Date of publication, ``YYYY-MM-DD``: the one stated, else the day of the package."""
    languages: tuple[str, ...] = ()
    """Languages of the texts (BCP 47), the most frequent first."""
    publisher: str = ""
    """Who publishes the edition."""
    creators: tuple[Agent, ...] = ()
    """Who is cited: the editors; historical authors only if the edition says so."""
    contributors: tuple[Agent, ...] = ()
    """Who else had a part: transcribers, translators, those who obtained the documents …"""
    subjects: tuple[Subject, ...] = ()
    """What it is about."""
    abstract: str = ""
    """What it is, in a few sentences."""
    summary: str = ""
    """The same as facts, in a sentence that the program makes of what is there; never empty."""
    method: str = ""
    """How it was made: the statements of the TEI headers that all documents have in common."""
    rights: Rights = Rights()
    """Who may do what with it."""
    doi: str = ""
    """Its DOI, bare (``10.5072/zenodo.1``); empty if it has none."""
    identifier: str = ""
    """Its own identifier, the same in every version: ``urn:uuid:…`` or another URI."""
    sources: tuple[Source, ...] = ()
    """What it is derived from."""
    temporal: tuple[str, str] = ("", "")
    """The first and the last date of its documents; empty if none is known."""
    spatial: tuple[Place, ...] = ()
    """The places where its documents were written."""
    documents: tuple[Document, ...] = ()
    """Its documents, in the order of their dates."""
    resource_type: str = "dataset"
    """What it is: a key of ``resource-types`` in the table ``crosswalk``."""
    contact: str = ""
    """Address for enquiries: e-mail or URI."""

    @property
    def citation(self) -> str:
        """The edition as a reader cites it (DataCite's recommended form); without what is not known."""
        people = "; ".join(a.name for a in self.creators)
        title = self.title or table("deposit")["unstated"]["title"]
        version = f"Version {self.version}" if self.version else ""
        address = f"https://doi.org/{self.doi}" if self.doi else ""
        lead = (f"{people} ({self.date[:4]})", title) if people else (f"{title} ({self.date[:4]})",)
        return ". ".join(part for part in (*lead, version, self.publisher, address) if part)
