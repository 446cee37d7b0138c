"""Make tei_edition.odd: the customisation as the TEI community documents it, from the grammar and odd.toml.

What the grammar keeps is listed: every element in its module, every attribute where it stands, every closed
value with its meaning. What TEI has besides is deleted: an attribute that few elements keep, from its class;
one that few elements lack, from these. So the ODD says the same twice; tests hold both against the grammar.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from odd_profile import Attribute, Profile, profile

SCHEMAS = Path(__file__).resolve().parent
TABLES = SCHEMAS.parent / "tei_edition" / "tables"
GLOBAL = ("xml:id", "xml:lang", "resp", "cert", "source", "rendition")
"""What every element may bear; named where it is required, or has a closed list, and nowhere else."""
_FEW = 3
"""An attribute that less than one in three keeps is deleted from its class and added where it is kept."""


@dataclass(slots=True)
class Deletions:
    """What of TEI is left out, and where an attribute comes back that its class has lost."""

    of_classes: dict[str, list[str]] = field(default_factory=dict)
    of_elements: dict[str, list[str]] = field(default_factory=dict)
    added: set[tuple[str, str]] = field(default_factory=set)


def odd(rng: str) -> str:
    """Make the ODD.

    Args:
        rng: the text of ``tei_edition.rng``.

    Raises:
        SystemExit: if the grammar has an element without module, or a closed value without description.
    """
    table, p5 = _toml(SCHEMAS / "odd.toml"), _toml(SCHEMAS / "p5_attributes.toml")
    kept = profile(rng)
    modules = {name: module for module, names in table["modules"].items() for name in names.split()}
    if modules.keys() != kept.keys():
        raise SystemExit(f"odd.toml: modules and grammar differ in {sorted(modules.keys() ^ kept.keys())}")
    return "\n".join([*_front(table), *_chapters(table), *_specification(table, p5, kept), *_BACK, ""])


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def deletions(kept: Profile, p5: Mapping[str, Mapping[str, list[str]]]) -> Deletions:
    """Find what is to be deleted.

    Args:
        kept: the profile.
        p5: the attributes of TEI, by element and by class.
    """
    bearers: dict[tuple[str, str], list[str]] = {}
    for name in sorted(kept):
        for attribute, owner in _in_tei(p5["elements"][name], p5["classes"], ""):
            bearers.setdefault((owner, attribute), []).append(name)
    made = Deletions()
    for (owner, attribute), names in sorted(bearers.items()):
        keeping = [name for name in names if attribute in kept[name]]
        if owner and len(keeping) * _FEW < len(names):
            made.of_classes.setdefault(owner, []).append(attribute)
            made.added.update((name, attribute) for name in keeping)
        else:
            for name in names:
                if name not in keeping:
                    made.of_elements.setdefault(name, []).append(attribute)
    return made


def _in_tei(parts: list[str], classes: Mapping[str, list[str]], owner: str) -> Iterator[tuple[str, str]]:
    """Iterate over attributes, each with the class that it comes from."""
    for part in parts:
        if "/" in part:
            yield part.partition("/")[2], part.partition("/")[0]
        elif part.startswith("att."):
            yield from _in_tei(classes[part], classes, part)
        else:
            yield part, owner


def _front(table: Mapping[str, Any]) -> Iterator[str]:
    edition = table["edition"]
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield "<!-- Made by derive.py from tei_edition.rnc and odd.toml; not to be edited. -->"
    yield '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">'
    yield "  <teiHeader>"
    yield "    <fileDesc>"
    yield f"      <titleStmt><title>{escape(edition['title'])}</title></titleStmt>"
    yield f"      <publicationStmt><p>Part of {escape(edition['authority'])}.</p></publicationStmt>"
    yield f"      <sourceDesc><p>Born digital; a customisation of TEI P5 {edition['tei']}.</p></sourceDesc>"
    yield "    </fileDesc>"
    yield "  </teiHeader>"
    yield "  <text>"
    yield "    <body>"


_BACK = ("    </body>", "  </text>", "</TEI>")


def _chapters(table: Mapping[str, Any]) -> Iterator[str]:
    for chapter in table["chapter"]:
        yield f'      <div xml:id="{chapter["id"]}">'
        yield f"        <head>{escape(chapter['head'])}</head>"
        yield from (f"        <p>{paragraph}</p>" for paragraph in chapter["prose"])
        for example in chapter.get("example", ()):
            # The element that an example stands in is shown, as the content alone has no place.
            parent = example["in"]
            yield '        <egXML xmlns="http://www.tei-c.org/ns/Examples" valid="feasible">'
            yield f"          <{parent}>{example['xml']}</{parent}>"
            yield "        </egXML>"
        if names := chapter.get("elements", "").split():
            yield "        <p>Elements: <specList>"
            yield from (f'          <specDesc key="{name}"/>' for name in names)
            yield "        </specList></p>"
        if chapter.get("rules"):
            yield from _rules()
        yield "      </div>"


def _rules() -> Iterator[str]:
    yield "        <table>"
    rows = [("Code", "Rule", "Level", "Severity")]
    for code, rule in _toml(TABLES / "rules.toml").items():
        rows.append((code, rule["title"], rule["level"], rule["severity"]))
    for number, row in enumerate(rows):
        cells = "".join(f"<cell>{escape(cell)}</cell>" for cell in row)
        yield f"          <row{'' if number else ' role=' + quoteattr('label')}>{cells}</row>"
    yield "        </table>"


def _specification(
    table: Mapping[str, Any], p5: Mapping[str, Mapping[str, list[str]]], kept: Profile
) -> Iterator[str]:
    described = {**table["values"], **_of_taxonomies()}
    left_out = deletions(kept, p5)
    yield '      <div xml:id="specification">'
    yield "        <head>Specification</head>"
    source = f"tei:{table['edition']['tei']}"
    yield f'        <schemaSpec ident="tei_edition" start="TEI" docLang="en" source="{source}">'
    yield '          <moduleRef key="tei"/>'
    for module, names in table["modules"].items():
        yield f'          <moduleRef key="{module}" include="{" ".join(sorted(names.split()))}"/>'
    yield from _classes(p5, kept, left_out, described)
    for module, names in table["modules"].items():
        for name in sorted(names.split()):
            yield from _element(name, module, kept[name], left_out, described)
    yield "        </schemaSpec>"
    yield "      </div>"


def _of_taxonomies() -> dict[str, dict[str, str]]:
    """Return the descriptions that every edition has in its header as well."""
    tables = _toml(TABLES / "taxonomies.toml")
    notes = tables["note"]
    subtypes = {s: words for note in notes.values() for s, words in note["subtypes"].items()}
    return {
        "note/@type": {name: note["description"] for name, note in notes.items()},
        "note/@subtype": subtypes,
        "div/@subtype": tables["genre"],
    }


def _classes(
    p5: Mapping[str, Mapping[str, list[str]]],
    kept: Profile,
    left_out: Deletions,
    described: Mapping[str, Mapping[str, str]],
) -> Iterator[str]:
    certainty = next(iter(kept.values()))["cert"]
    if any(attributes["cert"].values != certainty.values for attributes in kept.values()):
        raise SystemExit("the values of cert differ between elements")
    changed = {**left_out.of_classes, "att.global.responsibility": []}
    for owner, names in sorted(changed.items()):
        if names and set(names) == set(p5["classes"][owner]):
            yield f'          <classSpec ident="{owner}" type="atts" mode="delete"/>'
            continue
        yield f'          <classSpec ident="{owner}" type="atts" mode="change">'
        yield "            <attList>"
        yield from (f'              <attDef ident="{name}" mode="delete"/>' for name in names)
        if owner == "att.global.responsibility":
            yield '              <attDef ident="cert" mode="change">'
            yield from _values("", "cert", certainty, described, mode="replace")
            yield "              </attDef>"
        yield "            </attList>"
        yield "          </classSpec>"


def _element(
    name: str,
    module: str,
    attributes: Mapping[str, Attribute],
    left_out: Deletions,
    described: Mapping[str, Mapping[str, str]],
) -> Iterator[str]:
    lines: list[str] = []
    for key, attribute in attributes.items():
        if key in GLOBAL and not attribute.is_required:
            continue
        mode = "add" if (name, key) in left_out.added else "change"
        usage = "req" if attribute.is_required else "opt"
        opening = f'              <attDef ident="{key}" mode="{mode}" usage="{usage}"'
        inner = [f"                {attribute.datatype}"] if mode == "add" else []
        if attribute.values and not attribute.is_open and key not in GLOBAL:
            inner += _values(name, key, attribute, described, mode="add" if mode == "add" else "replace")
        lines += [f"{opening}>", *inner, "              </attDef>"] if inner else [f"{opening}/>"]
    for key in left_out.of_elements.get(name, ()):
        lines.append(f'              <attDef ident="{key}" mode="delete"/>')
    if lines:
        yield f'          <elementSpec ident="{name}" module="{module}" mode="change">'
        yield "            <attList>"
        yield from lines
        yield "            </attList>"
        yield "          </elementSpec>"


def _values(
    element: str, key: str, attribute: Attribute, described: Mapping[str, Mapping[str, str]], *, mode: str
) -> Iterator[str]:
    words = described.get(f"{element}/@{key}") or described.get(f"@{key}") or {}
    if missing := [value for value in attribute.values if value not in words]:
        raise SystemExit(f'odd.toml: [values."{element}/@{key}"] does not describe {", ".join(missing)}')
    yield f'                <valList type="closed" mode="{mode}">'
    for value in attribute.values:
        description = f"<desc>{escape(words[value])}</desc>"
        yield f"                  <valItem ident={quoteattr(value)}>{description}</valItem>"
    yield "                </valList>"
