"""The decoder recovers the transcript, and notices when a file no longer holds it."""

import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lxml import etree

from tei_edition.model.whitespace import level_a, level_b
from tei_edition.tables import table
from tei_edition.weaver.decode import Proof, decode, decode_element, parse, stored_digest, verify
from tei_edition.weaver.renditions import Renditions

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
SAMPLE = SHARED / "exemplar" / "reversible_sample.xml"
EXEMPLAR = SHARED / "exemplar" / "alekseyev.xml"
SOURCE = SHARED / "source" / "000_a7e50ef9c22b2e64.txt"
TEI = "{http://www.tei-c.org/ns/1.0}"

needs_shared = pytest.mark.skipif(
    not (EXEMPLAR.exists() and SAMPLE.exists() and SOURCE.exists()),
    reason="the reference material beside the repository is missing",
)


def tei(content: str, declarations: str = "", *, bibl: str = "", namespace: bool = True) -> bytes:
    xmlns = ' xmlns="http://www.tei-c.org/ns/1.0"' if namespace else ""
    return (
        f"<TEI{xmlns}><teiHeader><fileDesc><sourceDesc>{bibl}</sourceDesc></fileDesc>"
        f"<encodingDesc><tagsDecl>{declarations}</tagsDecl></encodingDesc></teiHeader>"
        f"<standOff><note>no text</note></standOff><text>{content}</text></TEI>"
    ).encode()


def cases() -> Iterator[tuple[str, str, str]]:
    """Yield name, XML and expected lines of every case in the table."""
    page = (ROOT / "tests" / "rules" / "decoder.md").read_text(encoding="utf-8")
    intro, *sections = re.split(r"^## ", page, flags=re.MULTILINE)
    fence = re.compile(r"^```(xml|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
    shared = dict(fence.findall(intro))["xml"]
    for section in sections:
        blocks = dict(fence.findall(section))
        lines = re.sub(r"\\u([0-9A-F]{4})", lambda found: chr(int(found[1], 16)), blocks["text"])
        yield section.split("\n", 1)[0], shared + blocks["xml"], lines.removesuffix("\n")


CASES = list(cases())


@pytest.mark.parametrize("namespace", [True, False], ids=["tei", "bare"])
@pytest.mark.parametrize(("xml", "lines"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_case_of_the_table(xml: str, lines: str, namespace: bool) -> None:
    declaration = re.compile(r"<rendition\b.*?</rendition>\n?", re.DOTALL)
    declarations, content = "".join(declaration.findall(xml)), declaration.sub("", xml)

    decoded = decode(parse(tei(content, declarations, namespace=namespace)))

    assert decoded == lines
    assert level_b(decoded) == decoded


@needs_shared
@pytest.mark.parametrize(
    ("source", "edition"),
    [(SAMPLE.with_suffix(".txt"), SAMPLE), (SOURCE, EXEMPLAR)],
    ids=["sample", "exemplar"],
)
def test_the_reference_editions_decode_to_their_transcripts(source: Path, edition: Path) -> None:
    assert decode(parse(edition.read_bytes())) == level_b(source.read_bytes().decode())


@needs_shared
def test_the_exemplar_is_proven() -> None:
    proof = verify(parse(EXEMPLAR.read_bytes()))

    assert proof.holds is True
    assert proof.computed == hashlib.sha256(level_a(SOURCE.read_bytes().decode()).encode()).hexdigest()


@needs_shared
def test_indenting_element_only_content_changes_nothing() -> None:
    root = parse(SAMPLE.read_bytes())
    before = decode(root)
    only = {f"{TEI}{name}" for name in ("text", "front", "body", "back", "div", "list", "table", "row", "sp")}
    for element in root.iter(*only):
        element.text = "\n\t "
        for child in element:
            child.tail = " \n "

    assert decode(root) == before


@needs_shared
def test_tagging_and_correcting_leave_the_proof_intact() -> None:
    edited = EXEMPLAR.read_text("utf-8").replace("enormous", "<!-- ! --><emph>enormous</emph>")
    edited = edited.replace("unselfish", "<choice><sic>unselfish</sic><corr>selfless</corr></choice>")
    edited = edited.replace("agrees to it in principle", "agrees\n to it <seg>in principle</seg>")

    assert edited != EXEMPLAR.read_text("utf-8")
    assert verify(parse(edited.encode())).holds


def without(pattern: str) -> Callable[[str], str]:
    return lambda text: re.sub(pattern, "", text, count=1)


def changed(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


WORDS = {
    "a word deleted": changed("the late hour", "the hour"),
    "two words swapped": changed("warm cordiality", "cordiality warm"),
    "a letter changed": changed("warm cordiality", "warm cordialty"),
    "a word doubled": changed("escorted me", "escorted me me"),
    "a word split": changed("cordiality", "cordi ality"),
    "two words joined": changed("warm cordiality", "warmcordiality"),
    "a paragraph deleted": without(r'<p xml:id="p11">.*?</p>'),
    "an opening bracket undeclared": without(r'<rendition xml:id="r-sqb-open".*?</rendition>'),
    "asterisks undeclared": without(r'<rendition xml:id="r-bold-close".*?</rendition>'),
    "a bracket of another form": changed('content: "[";', 'content: "(";'),
    "a selector damaged": changed("text note[type='translation']", "text note[type='translator']"),
    "a bracket left in the content too": changed("<supplied ", "[<supplied "),
    "supplied without its element": lambda text: re.sub(r"</?supplied\b[^>]*>", "", text),
    "an abbreviation replaced by its expansion": without(r"<abbr[^>]*>Cde\.</abbr>(?=<expan)"),
    "a sign removed": without("□"),
    "a no-break space for a space": changed("warm cordiality", "warm\u00a0cordiality"),
    "a word moved into the edition's branch": changed(
        "cordiality", "<choice><corr>cordiality</corr></choice>"
    ),
    "a word made into certainty": changed("cordiality", "<certainty>cordiality</certainty>"),
    "the text moved to standOff": lambda text: (
        re.sub(r"<text(?=[\s>])", "<standOff><text", text).replace("</text>", "</text></standOff>")
    ),
}  # fmt: skip

LINES = {
    "a line break deleted": without("<lb/>"),
    "a line break doubled": changed("<lb/>", "<lb/><lb/>"),
    "a line break moved": changed("<p ", "<lb/><p "),
    "two paragraphs joined": lambda text: re.sub(r'</p>\s*<p xml:id="p13">', " ", text),
    "a paragraph divided": changed("In spite of the late", '</p><p xml:id="new">In spite of the late'),
    "an inferred page break deleted": without(r'<pb n="3"[^>]*/>'),
}  # fmt: skip


@needs_shared
@pytest.mark.parametrize("damage", WORDS.values(), ids=WORDS)
def test_damage_to_the_words_breaks_the_proof(damage: Callable[[str], str]) -> None:
    whole = EXEMPLAR.read_text("utf-8")
    damaged = damage(whole)
    assert damaged != whole, "the damage does not apply"

    proof = verify(parse(damaged.encode()))

    assert proof.holds is False


@needs_shared
@pytest.mark.parametrize("damage", LINES.values(), ids=LINES)
def test_damage_to_the_lines_breaks_the_law_but_not_the_digest(damage: Callable[[str], str]) -> None:
    whole = EXEMPLAR.read_text("utf-8")
    damaged = damage(whole)
    assert damaged != whole, "the damage does not apply"

    root = parse(damaged.encode())

    assert decode(root) != level_b(SOURCE.read_bytes().decode())
    assert verify(root).holds


def test_the_digest_is_read_from_the_transcript_only() -> None:
    idno = '<idno type="sha256" subtype="whitespace-normalized"> ABC </idno>'
    whole = '<idno type="sha256">f00</idno>'

    assert stored_digest(parse(tei("", bibl=f'<bibl type="transcript">{whole}{idno}</bibl>'))) == "abc"
    assert stored_digest(parse(tei("", bibl=f'<bibl type="transcript">{whole}</bibl>'))) is None
    assert stored_digest(parse(tei("", bibl=f'<bibl type="copy">{idno}</bibl>'))) is None
    assert stored_digest(parse(tei(f'<bibl type="transcript">{idno}</bibl>'))) is None


def test_without_digest_nothing_is_proven_or_refuted() -> None:
    proof = verify(parse(tei("<p>a</p>")))

    assert proof == Proof(stored=None, computed=hashlib.sha256(b"a").hexdigest())
    assert proof.holds is None


def test_a_lone_surrogate_has_a_digest() -> None:
    declaration = '<rendition xml:id="r" scope="before">content: "\\D800 ";</rendition>'
    root = parse(tei('<p><unclear rendition="#r"/></p>', declaration))

    assert verify(root).computed == hashlib.sha256(b"\xed\xa0\x80").hexdigest()


def test_a_file_without_text_decodes_to_nothing() -> None:
    assert decode(parse(b"<TEI><teiHeader/></TEI>")) == ""


def test_an_element_is_decoded_with_what_is_above_it() -> None:
    declaration = '<rendition scope="after" selector="div[type=\'a\'] > p">content: "!";</rendition>'
    root = parse(tei('<div type="a"><p>One</p>two<p>Three</p></div><p>Four</p>', declaration))
    renditions = Renditions.of(root)

    assert [decode_element(p, renditions) for p in root.iter(f"{TEI}p")] == ["One!", "Three!", "Four"]


def test_blocks_decoded_one_by_one_join_to_the_whole() -> None:
    root = parse(tei("<div><p>a <supplied>b</supplied></p><opener>c <lb/>d</opener><p>e<pb/>f</p></div>"))
    renditions = Renditions.of(root)
    blocks = root.find(f"{TEI}text/{TEI}div")
    assert blocks is not None

    assert "\n\n".join(decode_element(block, renditions) for block in blocks) == decode(root)


def test_entities_are_not_resolved_and_not_overlooked(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    doctype = f'<!DOCTYPE TEI [<!ENTITY a "expanded"><!ENTITY b SYSTEM "{secret.as_uri()}">]>'
    text = decode(parse(doctype.encode() + tei("<p>x&a;y &b; z &amp; &#x41;</p>")))

    assert text == "x&a;y &b; z & A"


def test_a_doubled_identifier_does_not_stop_the_decoder() -> None:
    assert decode(parse(tei('<p xml:id="a">x</p><p xml:id="a">y</p>'))) == "x\n\ny"


def test_malformed_files_are_refused() -> None:
    with pytest.raises(etree.XMLSyntaxError):
        parse(b"<TEI><text></TEI>")


def test_depth_is_no_limit() -> None:
    top = element = etree.Element("p")
    for _ in range(5000):
        element = etree.SubElement(element, "seg")
        element.text = "x"
        element.tail = "y"
    root = parse(tei("<body/>", namespace=False))
    body = root.find("text/body")
    assert body is not None
    body.append(top)

    assert decode(root) == "x" * 5000 + "y" * 5000


def test_the_codes_of_the_proof_are_explained() -> None:
    codes = table("codes/proof")

    assert set(codes) == {"WV01", "WV02", "X01"}
    assert all(set(entry) == {"title", "explanation", "wrong", "right"} for entry in codes.values())
