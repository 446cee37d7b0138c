"""Cover sheets in every layout: what stands where, what the header says of it, and that the text is whole."""

import pytest
from header import build

from tei_edition.model.transcript import Transcript
from tei_edition.readers import best

CITATION = '"A Talk about Coal", May 04, 1959, Wilson Center Digital Archive, RGANI, f. 5, op. 3, d. 2. Translated by Ann Bee.'
ADDRESS = "https://digitalarchive.wilsoncenter.org/document/9"
SUMMARY = "They talk of coal and of rain for a while."
SPONSOR = "This document was made possible with support from Coal Foundation"

LABELLED = f"""May 4, 1959

**A Talk about
Coal**

Citation:

{CITATION}
<{ADDRESS}>

Summary:

{SUMMARY}

Credits:

{SPONSOR}

Original Language:

Russian

Contents:

Translation - English

TOP SECRET

We met.
"""
RUN_IN = f"""May 4, 1959
A Talk about Coal
Citation: {CITATION} {ADDRESS}
Summary: {SUMMARY}
Credits: {SPONSOR}
Original Language: Russian
Contents: English Translation
TOP SECRET

We met.
"""
CAPITALS = f"""A Talk about Coal

May 4, 1959

CITATION

{CITATION} {ADDRESS}

SUMMARY

{SUMMARY}

CREDITS

{SPONSOR}

ORIGINAL LANGUAGE

Russian

CONTENTS

English Translation

TOP SECRET

We met.
"""
OTHER_ORDER = f"""**A Talk about Coal**

May 4, 1959

Contents:

English Translation

Original Language:

Russian

Credits:

{SPONSOR}

Summary:

{SUMMARY}

Citation:

{CITATION}

<{ADDRESS}>

TOP SECRET

We met.
"""
WITHOUT_LABELS = f"""May 4, 1959

**A Talk about Coal**

{CITATION}

<{ADDRESS}>

{SPONSOR}

Russian

English Translation

TOP SECRET

We met.
"""
IN_ONE_LINE = f"""May 4, 1959

**A Talk about Coal**

Citation: {CITATION} {ADDRESS}

Summary: {SUMMARY} Credits: {SPONSOR}

Original Language: Russian Contents: Translation - English

TOP SECRET

We met.
"""
FLATTENED = f"""Digital Archive digitalarchive.wilsoncenter.org International History Declassified May 04, 1959 A Talk about Coal A Talk about Coal Citation: {CITATION} {ADDRESS} Summary: {SUMMARY} Credits: {SPONSOR} Original Language: Russian Contents: English Translation Total Page:16

A Talk about Coal

TOP SECRET

We met.
"""
FLATTENED_WRAPPED = f"""Digital Archive digitalarchive.wilsoncenter.org International
History Declassified A Talk about
Coal May 4, 1959 Citation: {CITATION}
<{ADDRESS}> Summary: {SUMMARY.replace(" of rain", chr(10) + "of rain")} Credits: {SPONSOR}
Original Language: Russian Contents: English Translation

TOP SECRET

We met.
"""
OLD_PAGE = f"""CITATION SHARE DOWNLOAD
get citation

{SUMMARY}{CITATION}
{ADDRESS} [Show full text]

VIEW DOCUMENT IN
English HTML

TOP SECRET

We met.
"""
OLD_PAGE_TITLED = f"""A TALK ABOUT COAL
May 4, 1959
CITATION SHARE DOWNLOAD / get citation
{SUMMARY}{CITATION}
{ADDRESS}
VIEW DOCUMENT IN / English HTML
TOP SECRET

We met.
"""
OLD_PAGE_APART = f"""May 4, 1959

A Talk about Coal

CITATION

SHARE

DOWNLOAD

get citation

{SUMMARY}

{CITATION} {ADDRESS}

VIEW DOCUMENT IN

English HTML

TOP SECRET

We met.
"""
NEW_PAGE = f"""Skip to content

May 4, 1959

A Talk about Coal

{SPONSOR}

TOP SECRET

We met.

(A. BEE)

{SUMMARY}

Author(s):
Bee, Ann
Coal Institute
Associated People & Organizations
Dee, Cee
Associated Places
Associated Topics
Subjects Discussed
Related Documents
Document Information
Source
RGANI, f. 5, op. 3, d. 2. Translated by Ann Bee.
Original Archive
Rights
The History and Public Policy Program welcomes reuse of Digital Archive materials.
Original Uploaded Date
2012-03-06
Type
Memorandum of Conversation
Language
Russian
Record ID
119999
Original Classification
Top Secret
"""
NEW_PAGE_SUMMARY_FIRST = f"""May 4, 1959

A Talk about Coal

{SPONSOR}

{SUMMARY}

TOP SECRET
Copy No. 1

We met.

With greetings
A. BEE

Document Information

Source

f. 5, op. 3, d. 2. Translated by Ann Bee.

Original Archive

RGANI

Language

Russian
"""

PDF = {
    "labels in lines of their own": LABELLED,
    "labels run in, no blank lines": RUN_IN,
    "labels in capitals, without colon": CAPITALS,
    "fields in another order": OTHER_ORDER,
    "several labels in one line": IN_ONE_LINE,
    "flattened": FLATTENED,
    "flattened and wrapped": FLATTENED_WRAPPED,
}
OLD = {"old page": OLD_PAGE, "old page with title": OLD_PAGE_TITLED, "old page, all apart": OLD_PAGE_APART}
NEW = {"new page": NEW_PAGE, "new page, summary first": NEW_PAGE_SUMMARY_FIRST}
NO_LABELS = {"no labels": WITHOUT_LABELS}


def cases(*groups: dict[str, str]) -> list[object]:
    return [pytest.param(text, id=name) for group in groups for name, text in group.items()]


@pytest.mark.parametrize("text", cases(PDF, OLD, NEW, NO_LABELS))
def test_what_all_layouts_say(text: str) -> None:
    built = build(text)

    assert (built.title or "").casefold() == "a talk about coal"
    assert built.assigned == "1959-05-04"
    assert (built.archive, built.shelfmark) == ("RGANI", "f. 5, op. 3, d. 2")
    assert built.credited("translator") == ["Ann Bee"]
    assert built.document.startswith("TOP SECRET")
    assert "Wilson" not in built.document and "welcomes reuse" not in built.document


@pytest.mark.parametrize("text", cases(PDF, OLD, NO_LABELS))
def test_publisher_and_address(text: str) -> None:
    built = build(text)

    assert (built.publisher, built.uri) == ("Wilson Center Digital Archive", ADDRESS)


@pytest.mark.parametrize("text", cases(PDF, OLD, NEW))
def test_the_summary_is_the_abstract(text: str) -> None:
    built = build(text)

    assert built.summary == SUMMARY
    source = built.attribute("//t:abstract/@source")
    assert built.attribute(f"//t:text//*[@xml:id='{source[1:]}']/@type") == "summary"


@pytest.mark.parametrize("text", cases(PDF, NEW, NO_LABELS))
def test_sponsor_and_language(text: str) -> None:
    built = build(text)

    assert built.funders == ["Coal Foundation"]
    assert built.language == "ru"


@pytest.mark.parametrize("text", cases({"only": LABELLED}, {"run in": RUN_IN}, {"capitals": CAPITALS}))
def test_a_label_in_a_line_of_its_own_is_a_head_one_run_in_a_label(text: str) -> None:
    built = build(text)

    alone = text != RUN_IN
    assert len(built.all("//t:front//t:div/t:div/t:head")) == (5 if alone else 0)
    assert len(built.all("//t:front//t:div/t:div/t:p/t:label")) == (0 if alone else 5)
    assert built.fields() == ["citation", "summary", "credits", "originalLanguage", "contents"]


def test_fields_keep_their_order() -> None:
    assert build(OTHER_ORDER).fields() == ["contents", "originalLanguage", "credits", "summary", "citation"]


def test_flattened_fields_are_segments_of_one_paragraph() -> None:
    built = build(FLATTENED)

    fields = ["metadata", "citation", "summary", "credits", "originalLanguage", "contents", "metadata"]
    assert built.fields() == fields
    assert len(built.all("//t:front/t:div/t:p[1]/t:seg")) == len(fields)
    assert built.all("//t:front/t:div/t:p[1]/t:title") == ["A Talk about Coal"] * 2
    assert built.one("//t:front/t:div/t:p[1]/t:seg/t:bibl/t:ref") == ADDRESS
    assert built.attribute("//t:biblFull/t:extent/t:measure/@quantity") == "16"
    assert built.all("//t:front/t:div/t:p[2]/t:title") == ["A Talk about Coal"]


def test_a_summary_that_runs_on_into_the_citation_is_cut_before_the_title() -> None:
    built = build(OLD_PAGE.replace("rain", 'what they call "rain"'))

    assert built.summary == SUMMARY.replace("rain", 'what they call "rain"')
    assert built.one("//t:front//t:seg[@type='citation']/t:bibl/t:title") == "A Talk about Coal"


def test_metadata_behind_the_document_stand_in_back() -> None:
    built = build(NEW_PAGE)

    assert built.fields("back")[0] == "summary"
    assert built.all("//t:back//t:div[@type='citation']/t:head") == ["Source"]
    assert built.all("//t:back//t:label") == [
        "Associated Places", "Associated Topics", "Subjects Discussed", "Related Documents",
        "Document Information", "Original Archive",
    ]  # fmt: skip
    assert built.all("//t:biblFull/t:titleStmt/t:author") == ["Bee, Ann", "Coal Institute"]
    assert built.one("//t:biblFull/t:publicationStmt/t:idno[@type='document']") == "119999"
    assert built.publisher is None
    assert built.attribute("//t:div[@type='summary']/@cert") == "medium"
    assert built.document == "TOP SECRET We met. (A. BEE)"


def test_a_page_of_the_web_without_summary_leaves_the_document_whole() -> None:
    built = build(NEW_PAGE.replace(f"\n\n{SUMMARY}", ""))

    assert built.document == "TOP SECRET We met. (A. BEE)"
    assert built.summary is None


# ---- labels missing, empty, doubled


def test_a_summary_without_label_is_known_by_its_place() -> None:
    built = build(LABELLED.replace("Summary:\n\n", ""))

    assert built.summary == SUMMARY and "RD08" in built.codes
    assert built.fields() == ["citation", "summary", "credits", "originalLanguage", "contents"]


@pytest.mark.parametrize("text", cases(PDF))
def test_an_empty_summary_is_no_abstract(text: str) -> None:
    built = build(text.replace(SUMMARY, "").replace(SUMMARY.replace(" of rain", "\nof rain"), ""))

    assert built.summary is None
    assert "summary" in built.fields()


def test_labels_doubled() -> None:
    built = build(
        LABELLED.replace("Citation:", "Citation:\n\nCitation:").replace(
            "Credits:", "Summary:\n\nOnce more.\n\nCredits:"
        )
    )

    assert built.fields() == [
        "citation",
        "citation",
        "summary",
        "summary",
        "credits",
        "originalLanguage",
        "contents",
    ]
    assert built.summary == SUMMARY
    assert built.attribute("//t:msIdentifier/@source") == "#cover-citation-2"


def test_a_label_run_in_before_another() -> None:
    built = build(
        LABELLED.replace(
            f"Summary:\n\n{SUMMARY}\n\nCredits:\n\n{SPONSOR}\n\nOriginal Language:\n\nRussian",
            "Summary: Original Language: Romanian",
        )
    )

    assert (built.language, built.summary) == ("ro", None)


@pytest.mark.parametrize(
    "contents",
    [
        "Contents:\n\nTranslation - English\n\nScan of Original Document",
        "Contents:\n\nEnglish Translation\nScan of Original Document",
        "Contents: Translation - English",
        "CONTENTS\nEnglish Translation",
        "English Translation",
        "Contents:",
        "",
    ],
)
def test_the_document_begins_behind_the_last_value(contents: str) -> None:
    built = build(LABELLED.replace("Contents:\n\nTranslation - English", contents))

    assert built.document == "TOP SECRET We met."


def test_the_document_may_begin_in_the_next_line() -> None:
    assert build(LABELLED.replace("English\n\nTOP", "English\nTOP")).document == "TOP SECRET We met."


@pytest.mark.parametrize("text", [LABELLED, OLD_PAGE, NEW_PAGE], ids=["pdf", "old page", "new page"])
def test_a_standing_text_on_rights_is_no_part_of_the_document(text: str) -> None:
    rights = "The History and Public Policy Program welcomes reuse of Digital Archive materials for research."
    behind = text.replace("We met.\n", f"We met.\n\nWe left.\n\n{rights}\n", 1)
    if text == NEW_PAGE:
        behind = behind.replace("\n\n(A. BEE)", "")

    built = build(behind)

    assert built.document == "TOP SECRET We met. We left."
    assert "metadata" in built.fields("back")


def test_what_nothing_tells_of_is_metadata_and_reported() -> None:
    built = build(LABELLED.replace("Original Language:", "leaf 3 verso\n\nOriginal Language:"))

    assert built.fields() == ["citation", "summary", "credits", "metadata", "originalLanguage", "contents"]
    assert "RD09" in built.codes


def test_a_cover_sheet_without_document_is_the_text() -> None:
    built = build(LABELLED.partition("TOP SECRET")[0])

    assert built.fields() == [] and built.one("//t:biblFull") is None


# ---- no cover sheet


@pytest.mark.parametrize(
    "text",
    [
        "Summary:\n\nWe met in town.\n",
        "Contents: coal and rain.\n\nWe met.\n",
        "We met.\n\nLanguage\n\nHe spoke Russian.\n\nType\n\nof coal.\n",
        "He quoted the Wilson Center Digital Archive.\n\nWe met.\n",
        f"We met, and {CITATION.replace(', Wilson', ' of the Wilson')}\n\nWe left.\n",
    ],
)
def test_words_of_a_document_make_no_cover_sheet(text: str) -> None:
    built = build(text)

    assert built.root.find(".//{*}front") is None and built.root.find(".//{*}back") is None


SOURCE_LINES = [
    "[Source: RGANI, f. 5, op. 3, d. 2; translation by Ann Bee.]",
    "[Source: RGANI, f. 5, op. 3, d. 2. Translated by Ann Bee]",
    "[SOURCE: RGANI, f. 5,\nop. 3, d. 2;\ntranslated by Ann Bee.]",
]


@pytest.mark.parametrize("line", SOURCE_LINES)
@pytest.mark.parametrize(
    "where",
    [
        "{0}\n\nWe met.\n\nWe left.\n",
        "We met.\n\nWe left.\n\n{0}\n",
        "We met.\n\nWe left.\n{0}\n",
        "We met.\n\n{0}\n\n1 A footnote.\n",
    ],
)
def test_a_source_line_in_brackets_is_a_note_of_the_archive(line: str, where: str) -> None:
    built = build(where.format(line))

    note = "//t:body/t:div/t:note[@type='archive'][@subtype='source'][@place='end'][@resp='#resp-archive']"
    assert len(built.all(f"{note}/t:bibl")) == 1
    assert (built.archive, built.parts) == ("RGANI", {"fond": "5", "opis": "3", "delo": "2"})
    assert built.credited("translator") == ["Ann Bee"]
    assert built.attribute("//t:msIdentifier/@source") == "#source-note"
    assert built.one("//t:biblFull") is None
    assert built.root.find(".//{*}front") is None


def test_a_source_line_in_parentheses_is_a_paragraph() -> None:
    built = build("We met.\n\nWe left.\n\n(Source: RGANI, f. 5, op. 3, d. 2; translated by Ann Bee)\n")

    assert built.all("//t:body/t:div/t:p")[-1].startswith("(Source:")
    assert (built.archive, built.shelfmark) == ("RGANI", "f. 5, op. 3, d. 2")
    source = built.attribute("//t:msIdentifier/@source")
    assert source is not None and built.one(f"//t:p[@xml:id='{source[1:]}']").startswith("(Source:")


def test_where_there_is_a_citation_the_header_follows_it() -> None:
    built = build(LABELLED + "\n[Source: Coal Papers, vol. 3, pp. 5-6; translated by Cee Dee.]\n")

    assert built.shelfmark == "f. 5, op. 3, d. 2"
    assert built.credited("translator") == ["Ann Bee"]
    assert built.one("//t:note[@subtype='source']/t:bibl/t:persName") == "Cee Dee"


def test_nothing_is_invented_for_a_bare_document() -> None:
    built = build("Secret\n\nWe met.\n")

    said = (
        built.title,
        built.assigned,
        built.publisher,
        built.uri,
        built.archive,
        built.shelfmark,
        built.summary,
    )
    assert said == (None,) * 7
    assert built.funders == [] and built.parts == {} and built.language is None


# ---- the choice of a layout


@pytest.mark.parametrize(
    ("text", "layout"),
    [
        *((text, "pdf_page") for name, text in PDF.items() if "flattened" not in name),
        (FLATTENED, "flattened"),
        (FLATTENED_WRAPPED, "flattened"),
        *((text, "old_page") for text in OLD.values()),
        *((text, "new_page") for text in NEW.values()),
        ("We met.\n\n[Source: RGANI, f. 5.]\n", "source_line"),
        ("We met.\n", "plain"),
    ],
)
def test_the_layout_that_fits_is_chosen(text: str, layout: str) -> None:
    assert best(Transcript.of(text)).__name__.rsplit(".", 1)[-1] == layout
