"""Take down from TEI's own schema which attributes the elements of the profile have in TEI, by which class.

Usage: ``python schemas/p5.py tei_all.rng`` writes ``p5_attributes.toml``. It is needed once for each release
of TEI P5 that the profile moves to; ``odd.py`` reads what it wrote, so that the ODD can say what is left out.
"""

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

SCHEMAS = Path(__file__).resolve().parent
RNG = "{http://relaxng.org/ns/structure/1.0}"


def elements_of_the_profile() -> list[str]:
    """Return the names of the elements that ``odd.toml`` puts into modules."""
    modules = tomllib.loads((SCHEMAS / "odd.toml").read_text(encoding="utf-8"))["modules"]
    return sorted(name for names in modules.values() for name in names.split())


def attributes(tei_all: Path) -> str:
    """Describe the attributes of the profile's elements in TEI.

    Args:
        tei_all: TEI's RELAX NG schema, in XML syntax.

    Returns:
        TOML: of each element and class its own attributes, and the classes that it gets others from. A class
        of which an element gets one attribute only is written with it, as in ``att.typed/subtype``.
    """
    root = ElementTree.parse(tei_all).getroot()
    defines = {define.get("name", ""): define for define in root.iter(f"{RNG}define")}
    lines = [
        "# Made by p5.py: the attributes that TEI P5 gives to the elements of the profile, by class.",
        "",
        "[elements]",
    ]
    wanted: list[str] = []
    for name in elements_of_the_profile():
        parts = sorted(set(_parts(defines[name])))
        lines.append(f"{name} = {_array(parts)}")
        wanted += [part.partition("/")[0] for part in parts if part.startswith("att.")]
    lines += ["", "[classes]"]
    classes: dict[str, list[str]] = {}
    for name in wanted:  # grows while it is gone through
        if name not in classes:
            define = defines.get(f"{name}.attributes")
            parts = sorted(set(_parts(define))) if define is not None else []
            classes[name] = [part.removeprefix(f"{name}/") for part in parts]
            wanted += [part.partition("/")[0] for part in classes[name] if part.startswith("att.")]
    lines += [f'"{name}" = {_array(parts)}' for name, parts in sorted(classes.items())]
    return "\n".join(lines) + "\n"


def _parts(define: ElementTree.Element) -> Iterator[str]:
    """Iterate over the attributes and classes that a definition has, without those of elements below it."""
    for pattern in define.iter():
        name = pattern.get("name", "")
        if pattern.tag == f"{RNG}attribute":
            yield name
        elif pattern.tag == f"{RNG}ref" and ".attribute." in name:
            owner, _, attribute = name.partition(".attribute.")
            yield f"{owner}/{re.sub('^xml', 'xml:', attribute)}"
        elif pattern.tag == f"{RNG}ref" and name.endswith(".attributes"):
            yield name.removesuffix(".attributes")


def _array(parts: list[str]) -> str:
    return "[" + ", ".join(f'"{part}"' for part in parts) + "]"


def main() -> int:
    """Write the table.

    Returns:
        Exit status.
    """
    if len(sys.argv) != 2:
        print("usage: python schemas/p5.py tei_all.rng")
        return 2
    (SCHEMAS / "p5_attributes.toml").write_text(attributes(Path(sys.argv[1])), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
