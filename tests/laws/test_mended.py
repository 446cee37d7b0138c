"""Each of these once broke a law, or the run."""

from pathlib import Path

import hostile
import pytest
import walker
from lxml import etree

from tei_edition.model.annotation import Annotation
from tei_edition.model.edition import Edition
from tei_edition.model.review import EditorialNote, Statements
from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript
from tei_edition.model.whitespace import level_b
from tei_edition.pipeline import Encoded, encode, finish
from tei_edition.review.anchor import Quotation
from tei_edition.review.decisions import Decision, Decisions
from tei_edition.weaver.decode import decode, parse

TEI = "{http://www.tei-c.org/ns/1.0}"
FALLBACKS = {"WV05", "WV06", "WV08"}


def whole(text: str, *further: Annotation) -> Encoded:
    """Finish one paragraph with further annotations; what is decoded must be the text."""
    span = Span(0, len(text))
    layout = (Annotation(span, "document", "t"), Annotation(span, "paragraph", "t"))
    result = finish(Edition(Transcript.of(text), (*layout, *further)), hostile.CONTEXT)
    assert result.tei is not None, result.problems
    assert decode(parse(result.tei)) == level_b(text)
    return result


def encoded(text: str) -> Encoded:
    result = encode(text.encode(), name="t.txt", context=hostile.CONTEXT)
    assert result.tei is not None, result.problems
    assert decode(parse(result.tei)) == level_b(text)
    return result


def codes(result: Encoded) -> set[str]:
    return {p.code for p in result.problems}


def elements(result: Encoded, name: str) -> list[etree._Element]:
    assert result.tei is not None
    text = etree.fromstring(result.tei).find(f"{TEI}text")
    assert text is not None
    return list(text.iter(f"{TEI}{name}"))


@pytest.mark.parametrize("text", ["a\x00b", "\ufffe", "\x01", "a\n\x1b\n\nb"])
def test_characters_that_xml_cannot_hold(text: str) -> None:
    result = encoded(text)

    assert not codes(result) & FALLBACKS


def test_a_blank_behind_an_escape_in_a_delimiter() -> None:
    """CSS takes one blank behind a hexadecimal escape for its end."""
    supplied = Annotation(Span(0, 6), "supplied", "t", {"reason": "omitted"}, ("\x01 a", ""), "translator")

    assert not codes(whole("\x01 a bc", supplied)) & FALLBACKS


@pytest.mark.parametrize("markers", [("[", "]"), ("[[[[", "]"), ("", "\n[sic]"), (" ", ""), ("a", "x")])
def test_delimiters_that_do_not_stand_there(markers: tuple[str, str]) -> None:
    for kind in ("supplied", "omission", "sic", "number", "source-title"):
        result = whole("ab\n[sic] c", Annotation(Span(0, 2), kind, "t", {"type": "copy"}, markers))

        assert "WV03" in codes(result)
        assert not codes(result) & FALLBACKS


def test_a_span_beyond_the_text() -> None:
    assert "WV03" in codes(whole("ab", Annotation(Span(1, 9), "person", "t")))


def test_a_point_over_characters() -> None:
    result = whole("ab cd", Annotation(Span(0, 2), "page-break", "t"))

    assert "WV03" in codes(result)
    assert not codes(result) & FALLBACKS


@pytest.mark.parametrize(
    "kind", ["classification", "number", "credit", "sponsor", "shelfmark-part", "resource-address"]
)
def test_an_attribute_that_the_header_needs_is_missing(kind: str) -> None:
    result = whole("ab cd", Annotation(Span(0, 2), kind, "t"))

    assert "WV03" in codes(result)
    assert not codes(result) & FALLBACKS


@pytest.mark.parametrize("name", ["a name", "x:y", "1", "", "a<b"])
def test_a_name_that_no_attribute_has(name: str) -> None:
    result = whole("ab cd", Annotation(Span(0, 2), "person", "t", {name: "x"}))

    assert "WV03" in codes(result)
    assert not codes(result) & FALLBACKS


@pytest.mark.parametrize(
    "id_", ["a b", "1x", "", "text", "src-transcript", "resp-program", "r-sqb-open", "tax-note"]
)
def test_an_id_that_cannot_be_given(id_: str) -> None:
    result = whole("ab cd", Annotation(Span(0, 2), "person", "t", id=id_))

    assert "WV07" in codes(result)
    assert not codes(result) & FALLBACKS
    assert [e.get(walker.XML_ID) for e in elements(result, "persName")] == [None]


def test_an_id_is_given_once() -> None:
    names = [Annotation(Span(at, at + 2), "person", "t", id="x") for at in (0, 3)]

    result = whole("ab cd", *names)

    assert [e.get(walker.XML_ID) for e in elements(result, "persName")] == ["x", None]


def test_words_that_look_like_ids_are_words() -> None:
    assert not codes(encoded('<p xml:id="src-transcript"> xml:id="text" #pers-nobody')) & FALLBACKS


def test_more_depth_than_a_parser_takes() -> None:
    """Recursion, and the parser's limit of 256, once ended the run."""
    n = 1_000
    nest = [Annotation(Span(i, 2 * n + 1 - i), "rendering", "t") for i in range(n)]

    result = whole("x" * (2 * n + 1), *nest)

    assert not codes(result) & FALLBACKS


def test_a_bracket_that_gives_way_to_a_page_break() -> None:
    """What was marked as unresolved once stood behind the parts that it should hold."""
    text = "a [b [page 2] c] d"
    page = Annotation(Span(5, 13), "page-break", "t", {"n": "2"}, ("[page 2]", ""))
    gap = Annotation(Span(2, 16), "omission", "t", {"reason": "lost"}, ("[", "]"))

    result = whole(text, gap, page)

    assert not codes(result) & FALLBACKS
    assert len(elements(result, "pb")) == 1


@pytest.mark.parametrize("text", ["a ] b [", "[[a] b", "\ue000 x □ y", "[ \ue000 \x00 ]"])
def test_brackets_and_signs_are_marked_whatever_is_said_of_them(text: str) -> None:
    assert not codes(whole(text)) & FALLBACKS


def test_what_the_program_says_without_certainty() -> None:
    result = whole("ab cd", Annotation(Span(0, 2), "person", "t", responsibility="program"))

    assert [e.get("cert") for e in elements(result, "persName")] == ["unknown"]


def test_a_label_without_a_blank_behind_it() -> None:
    result = whole("Contents:none", Annotation(Span(0, 9), "label", "t"))

    assert not codes(result) & FALLBACKS
    assert not elements(result, "label")


@pytest.mark.parametrize("inside", [True, False], ids=["in the citation", "in the text"])
@pytest.mark.parametrize("written", ["<https://x.org>", "https://x.org"])
def test_an_address_with_and_without_angle_brackets(written: str, inside: bool) -> None:
    """The default delimiters are those of addresses in a citation, and of no others."""
    text = f"Citation:\n\n{written}\n\nWords {written} here."
    end = 11 + len(written)
    at = 11 if inside else end + 8
    markers = ("<", ">") if written.startswith("<") else ("", "")
    found = (
        Annotation(Span(0, end), "cover", "t", id="cover"),
        Annotation(Span(0, end), "cover-field", "t", {"type": "citation"}, id="cover-citation"),
        Annotation(Span(0, 9), "cover-label", "t"),
        Annotation(Span(11, end), "cover-paragraph", "t"),
        Annotation(Span(end + 2, len(text)), "document", "t"),
        Annotation(Span(end + 2, len(text)), "paragraph", "t"),
        Annotation(
            Span(at, at + len(written)), "resource-address", "t", {"target": "https://x.org"}, markers
        ),
    )

    result = finish(Edition(Transcript.of(text), found), hostile.CONTEXT)

    assert result.tei is not None
    assert decode(parse(result.tei)) == level_b(text)
    assert not codes(result) & FALLBACKS
    assert len(elements(result, "ref")) == 1


def test_a_text_that_no_annotation_covers_is_reported() -> None:
    """It was once laid out anew without a word."""
    text = "one\n\ntwo"
    found = (Annotation(Span(0, 3), "document", "t"), Annotation(Span(0, 3), "paragraph", "t"))

    result = finish(Edition(Transcript.of(text), found), hostile.CONTEXT)

    assert result.tei is not None
    assert decode(parse(result.tei)) == text
    assert "WV05" in codes(result)


def test_notes_that_lead_nowhere_do_not_cost_the_text() -> None:
    note = EditorialNote("textual", ("#nowhere",), "words")
    edition = Edition(Transcript.of("one"), (), (), Statements(notes=(note,)))

    result = finish(edition, hostile.CONTEXT)

    assert result.tei is not None
    assert b"nowhere" not in result.tei
    assert "RV04" in codes(result)


def test_a_decision_that_takes_the_ground_from_the_header_keeps_the_layout() -> None:
    cover = "\n\n".join(f"{label}:\n\n{value}" if label else value for label, value in hostile.FIELDS)
    text = f"{cover}\n\nOne.\n\nTwo."
    reject = Decision("reject", "cover-field", Quotation("Citation:", through="177829>"), False, {}, "", "")

    result = encode(
        text.encode(),
        name="t.txt",
        context=hostile.CONTEXT,
        decisions=Decisions((reject,)),
        decided_in="t.toml",
    )

    assert result.tei is not None
    assert decode(parse(result.tei)) == level_b(text)
    assert elements(result, "front")


def test_a_title_with_a_word_divided_at_the_line_end() -> None:
    cover = "**On Co-\noperation**\n\nCitation:\n\nA letter.\n\nSummary:\n\nIt is about co-\noperation."
    text = f"{cover}\n\nOne.\n\nTwo."

    assert not codes(encoded(text)) & FALLBACKS


@pytest.mark.parametrize("blank", ["\v", "\f", "\r", "\r\n", "\t"])
def test_the_header_folds_what_the_text_folds(blank: str) -> None:
    text = f"Citation:\n\nA letter.\n\nSummary:\n\nWords{blank}of \x01 it.\n\nOne.\n\nTwo."

    assert not codes(encoded(text)) & FALLBACKS


def test_a_kind_of_document_that_nobody_knows() -> None:
    document = Annotation(Span(0, 3), "document", "t", {"subtype": "x"})
    layout = (document, Annotation(Span(0, 3), "paragraph", "t"))

    result = finish(Edition(Transcript.of("one"), layout), hostile.CONTEXT)

    assert result.tei is not None
    assert decode(parse(result.tei)) == "one"


def test_a_diary_whose_byline_says_so_too_is_of_one_kind() -> None:
    text = "From the diary of N.\n\nWords."
    found = (
        Annotation(Span(0, len(text)), "document", "t", {"subtype": "diaryExtract"}),
        Annotation(Span(0, 20), "byline", "t"),
        Annotation(Span(22, len(text)), "paragraph", "t"),
    )

    result = finish(Edition(Transcript.of(text), found), hostile.CONTEXT)

    assert result.tei is not None
    assert not codes(result) & FALLBACKS


def test_a_record_dated_after_its_dispatch_is_reported_and_keeps_its_markup() -> None:
    sample = Path(__file__).resolve().parents[2] / "source" / "alekseyev-1963-02-13.txt"
    text = sample.read_text(encoding="utf-8").replace("\n13 February 1963\n", "\n13 April 1963\n")

    found = codes(encoded(text))

    assert "H16" in found
    assert not found & FALLBACKS
