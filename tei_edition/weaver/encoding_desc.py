"""``encodingDesc``: how the text was encoded, and by what (TEI HD5).

Each sentence says what holds in this file.
"""

from functools import cache, lru_cache

from tei_edition import __version__
from tei_edition.tables import table
from tei_edition.tables.settings import Policy
from tei_edition.weaver.facts import Facts
from tei_edition.weaver.markup import element, indented, text


def encoding_description(facts: Facts, renditions: tuple[str, ...], policy: Policy) -> str:
    """Write ``encodingDesc``.

    Args:
        facts: the edition.
        renditions: the rendition declarations that the text needs.
        policy: what the edition chooses, and the header declares.
    """
    prose = table("header")["encoding"]
    edited = prose["project-translation" if facts.is_translation else "project-text"]
    return indented(
        "encodingDesc",
        {},
        indented("projectDesc", {}, _p(prose["project"].format(edited=edited))),
        indented("samplingDecl", {}, _p(prose["sampling"])),
        _editorial_declaration(facts, policy),
        indented("tagsDecl", {"partial": "true"}, *renditions),
        _classification(facts),
        _application(),
    )


def _names(policy: Policy) -> str:
    prose = table("header")["encoding"]
    chosen = {
        "states": prose["states"][policy.states],
        "unlisted": prose["unlisted-persons"][policy.unlisted_persons],
    }
    return str(prose["names"]).format(**chosen)


@lru_cache(maxsize=64)
def _p(sentence: str) -> str:
    return element("p", {}, text(sentence))


def _editorial_declaration(facts: Facts, policy: Policy) -> str:
    prose = table("header")["encoding"]
    return indented(
        "editorialDecl",
        {},
        indented("correction", {"method": "markup", "status": "low"}, _p(prose["correction"])),
        indented("normalization", {"method": "markup"}, _p(_normalization(facts))),
        indented("punctuation", {"marks": "some", "placement": "internal"}, _p(prose["punctuation"])),
        indented("quotation", {"marks": "all"}, _p(prose["quotation"])),
        indented("hyphenation", {"eol": "all" if _hyphenated(facts) else "none"}, _p(prose["hyphenation"])),
        indented("segmentation", {}, _p(prose["segmentation"])),
        indented("stdVals", {}, _p(prose["values"])),
        indented("interpretation", {}, _p(_names(policy)), _p(_brackets(facts))),
    )


def _normalization(facts: Facts) -> str:
    prose = table("header")["encoding"]
    listed = facts.first("term") is not None
    return " ".join([prose["normalization"], *([prose["normalization-terms"]] if listed else [])])


def _hyphenated(facts: Facts) -> bool:
    source = facts.edition.transcript.text
    return "-\n" in source or "-\r" in source


def _brackets(facts: Facts) -> str:
    """Say what the brackets of this document mean, from the classes that occur in it."""
    prose, classes = table("header")["encoding"], table("header")["bracket-classes"]
    found = []
    for a in facts.edition.annotations:
        for key in ("reason", "subtype"):
            name = f"{a.kind}.{a.attributes.get(key, '')}"
            if name in classes and classes[name] not in found:
                found.append(classes[name])
        if f"{a.kind}." in classes and _is_bracket(facts, a.span.start, a.span.end):
            name = classes[f"{a.kind}."]
            found += [name] if name not in found else []
    if not found:
        return str(prose["brackets-none"])
    order = list(classes.values())
    sentence = str(prose["brackets"]).format(
        by=_whose_brackets(facts), classes="; ".join(sorted(found, key=order.index))
    )
    declared = facts.first("bracket-convention")
    if declared is None:
        return sentence
    return f"{sentence} {prose['brackets-declared'].format(words=facts.text(declared))}"


def _whose_brackets(facts: Facts) -> str:
    prose = table("header")["encoding"]
    relayed = facts.first("bracket-convention", by="relay")
    attributed = "brackets-translator" if facts.is_translation else "brackets-unattributed"
    by = str(prose["brackets-relay" if relayed else attributed])
    return str(prose["brackets-cover"]).format(by=by) if facts.has_cover else by


def _is_bracket(facts: Facts, start: int, end: int) -> bool:
    return "[" in facts.edition.transcript.text[start:end]


def _category(id_: str, description: str, *children: str) -> str:
    return indented("category", {"xml:id": id_}, element("catDesc", {}, text(description)), *children)


@cache
def _notes() -> str:
    notes = []
    for type_, row in table("taxonomies")["note"].items():
        inner = (_category(f"note.{type_}.{s}", d) for s, d in row["subtypes"].items())
        notes.append(_category(f"note.{type_}", row["description"], *inner))
    return _taxonomy("tax-note", "Types of note: type and subtype, joined by a full stop after note.", notes)


def _classification(facts: Facts) -> str:
    genres = [_category(f"genre.{g}", table("taxonomies")["genre"][g]) for g in facts.genres]
    markings: dict[str, str] = {}
    for a in facts.edition.of_kind("classification"):
        markings.setdefault(a.attributes["ana"].removeprefix("#"), facts.text(a))
    security = [_category(id_, words) for id_, words in markings.items()]
    return indented(
        "classDecl",
        {},
        _notes(),
        _taxonomy("tax-genre", "Document types", genres),
        _taxonomy("tax-security", "Security classifications, in the words of the transcript", security),
    )


def _taxonomy(id_: str, description: str, categories: list[str]) -> str:
    if not categories:
        return ""
    return indented("taxonomy", {"xml:id": id_}, element("desc", {}, text(description)), *categories)


@cache
def _application() -> str:
    prose = table("header")["encoding"]
    values = {"ident": "tei_edition", "version": __version__}
    return indented(
        "appInfo",
        {},
        indented(
            "application", values, element("label", {}, text(prose["program"])), _p(prose["program-did"])
        ),
    )
