"""Citations in every form that digital archives give them, and what the header says of each."""

import pytest
from header import Built, build


def cited(citation: str) -> Built:
    return build(
        f"May 4, 1959\n\n**A Talk about Coal**\n\nCitation:\n\n{citation}\n\nContents:\n\nEnglish Translation\n\n"
        "TOP SECRET\n\nWe talked about coal.\n"
    )


def tail(words: str) -> Built:
    return cited(f'"A Talk about Coal", May 4, 1959, Wilson Center Digital Archive, {words}')


# ---- title and date

HEADINGS = [
    ('"A Talk about Coal", May 4, 1959,', "A Talk about Coal", "1959-05-04"),
    ('"A Talk about Coal," May 04, 1959,', "A Talk about Coal", "1959-05-04"),
    ("“A Talk about Coal,” May 1959,", "A Talk about Coal", "1959-05"),
    ('"A Talk about Coal", May, 1959,', "A Talk about Coal", "1959-05"),
    ('"A Talk about Coal", 1959,', "A Talk about Coal", "1959"),
    ('"A Talk about Coal",', "A Talk about Coal", None),
    ("'A Talk about Coal', 4 May 1959,", "A Talk about Coal", "1959-05-04"),
    ("A Talk about Coal, May 4, 1959,", "A Talk about Coal", "1959-05-04"),
    (
        "\"From a Diary, 'A Talk, 3 May 1959'\", May 4, 1959,",
        "From a Diary, 'A Talk, 3 May 1959'",
        "1959-05-04",
    ),
    ('"On the "Black Gold"", May 4, 1959,', 'On the "Black Gold"', "1959-05-04"),
    ("“On the “Black Gold”,” May 4, 1959,", "On the “Black Gold”", "1959-05-04"),
    ('"A Talk [Excerpts]", May 4, 1959,', "A Talk [Excerpts]", "1959-05-04"),
    ('"A Talk, 3 May 1959",', "A Talk, 3 May 1959", None),
    ('"A Talk", undated,', "A Talk", None),
    ('"A Talk", May 44, 1959,', "A Talk", None),
]


@pytest.mark.parametrize(("words", "title", "date"), HEADINGS, ids=[h[0] for h in HEADINGS])
def test_title_and_date(words: str, title: str, date: str | None) -> None:
    built = build(
        f"Citation:\n\n{words} Wilson Center Digital Archive, RGANI, f. 5.\n\nContents:\n\nEnglish Translation\n\nWe met.\n"
    )

    assert built.title == title
    assert built.assigned == date
    assert built.publisher == "Wilson Center Digital Archive"


def test_a_period_is_a_span_and_not_a_day() -> None:
    built = build(
        'Citation:\n\n"A Talk", October 27-28, 1962, Wilson Center Digital Archive, RGANI, f. 5, op. 3, d. 1.\n\n'
        "Contents:\n\nEnglish Translation\n\nWe met.\n"
    )

    date = "//t:creation/t:date[@type='assigned']"
    assert built.attribute(f"{date}/@notBefore") == "1962-10-27"
    assert built.attribute(f"{date}/@notAfter") == "1962-10-28"


# ---- the address

ADDRESSES = [
    "<https://digitalarchive.umd.edu/document/17>",
    "https://digitalarchive.wilsoncenter.org/document/17.",
    "https://digitalarchive.wilsoncenter.org/document/a-talk-about-coal",
    "\n<https://digitalarchive.wilsoncenter.org/node/17>",
    "\n\n<https://digitalarchive.wilsoncenter.org/document/17>",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_address(address: str) -> None:
    built = tail(f"RGANI, f. 5, op. 3, d. 1. {address}")

    assert built.uri == address.strip(" \n<>.")
    assert built.shelfmark == "f. 5, op. 3, d. 1"


# ---- archive and shelfmark

SHELFMARKS = [
    ("RGANI, f. 5, op. 3, d. 1.", "RGANI", "Moscow", "f. 5, op. 3, d. 1"),
    ("f. 5, op. 3, d. 1, RGANI, Moscow.", "RGANI", "Moscow", "f. 5, op. 3, d. 1"),
    ("f. 5, op. 3, d. 1.", None, None, "f. 5, op. 3, d. 1"),
    ("RGANI.", "RGANI", "Moscow", None),
    (
        "Foreign Policy Archive of the Russian Federation (AVPRF), f. 5.",
        "Foreign Policy Archive of the Russian Federation (AVPRF)",
        "Moscow",
        "f. 5",
    ),
    ("Coal Ministry Archive, Warsaw, box 3.", "Coal Ministry Archive", "Warsaw", "box 3"),
    ("Archive of the Coal Ministry (ACM), box 3.", "Archive of the Coal Ministry (ACM)", None, "box 3"),
    (
        "Archive of the Foreign Ministry of Serbia (AMIP), Belgrade, PA 1962, Kuba, folder F-67.",
        "Archive of the Foreign Ministry of Serbia (AMIP)",
        "Belgrade",
        "PA 1962, Kuba, folder F-67",
    ),
    (
        "Szyfrogramy from Pekin 1962, 6/77 w-1 t-2, Archive of the Ministry of Foreign Affairs (AMSZ), Warsaw.",
        "Archive of the Ministry of Foreign Affairs (AMSZ)",
        "Warsaw",
        "Szyfrogramy from Pekin 1962, 6/77 w-1 t-2",
    ),
    ("a private collection.", None, None, "a private collection"),
    ("Coal Papers, Volume 3 (Moscow: Coal Press, 1999), pp. 5-6.", None, None, "Coal Papers, Volume 3 (Moscow: Coal Press, 1999), pp. 5-6"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "archive", "settlement", "mark"), SHELFMARKS, ids=[s[0] for s in SHELFMARKS]
)
def test_archive_and_shelfmark(
    words: str, archive: str | None, settlement: str | None, mark: str | None
) -> None:
    built = tail(f"{words} Translated by Ann Bee.")

    assert (built.archive, built.settlement, built.shelfmark) == (archive, settlement, mark)
    assert built.credited("translator") == ["Ann Bee"]


def test_an_archive_that_the_tables_do_not_have_is_not_given_a_country() -> None:
    built = tail("Coal Ministry Archive, box 3.")

    assert built.one("//t:msIdentifier/t:country") is None


def test_the_reference_over_line_ends_stands_in_the_header_in_one_line() -> None:
    built = tail("AVP RF,\nf. 5, op. 3, p. 7,\nd. 1, ll. 2-3.")

    assert built.shelfmark == "f. 5, op. 3, p. 7, d. 1, ll. 2-3"
    assert built.parts == {"fond": "5", "opis": "3", "papka": "7", "delo": "1", "listy": "2-3"}


def test_parts_written_from_the_smallest_stand_behind_the_reference() -> None:
    built = tail("l. 7, d. 5, op. 3, f. 9, RGANI.")

    levels = built.root.xpath(
        "//t:msIdentifier/t:idno/@type", namespaces={"t": "http://www.tei-c.org/ns/1.0"}
    )
    assert levels == ["archivalReference", "fond", "opis", "delo", "listy"]
    assert built.shelfmark == "l. 7, d. 5, op. 3, f. 9"


def test_several_witnesses_are_one_reference_with_their_parts() -> None:
    built = tail("AVP RF, f. 5, op. 3, p. 4, d. 5, l. 6; RGANI, f. 3, op. 1, d. 2. Translated by Ann Bee.")

    nested = "//t:msIdentifier/t:idno/t:idno[@type='archivalReference']"
    assert built.archive == "AVP RF"
    assert built.shelfmark == "f. 5, op. 3, p. 4, d. 5, l. 6; RGANI, f. 3, op. 1, d. 2"
    assert built.all(nested) == ["f. 5, op. 3, p. 4, d. 5, l. 6", "f. 3, op. 1, d. 2"]
    assert built.all(f"{nested}/t:idno[@type='delo']") == ["5", "2"]


@pytest.mark.parametrize(
    ("mark", "level", "locus", "start", "end"),
    [
        ("ll. 61-65", "listy", "ll. 61-65", "61", "65"),
        ("l. 8", "listy", "l. 8", "8", "8"),
        ("listy 2-2ob", "listy", "listy 2-2ob", "2", "2ob"),
        ("ll. 1, 3-5", "listy", "ll. 1, 3-5", None, None),
        ("p.16-42", "pages", "p.16-42", "16", "42"),
    ],
)
def test_the_leaves_are_the_locus(
    mark: str, level: str, locus: str, start: str | None, end: str | None
) -> None:
    built = build(
        f'Citation:\n\n"A Talk", 1959, Wilson Center Digital Archive, RGANI, f. 5, op. 3, d. 1, {mark}.\n\n'
        "Original Language:\n\nRussian\n\nContents:\n\nEnglish Translation\n\nWe met.\n"
    )

    assert level in built.parts
    assert built.one("//t:msItem/t:locus") == locus
    assert built.attribute("//t:msItem/t:locus/@from") == start
    assert built.attribute("//t:msItem/t:locus/@to") == end


def test_what_cannot_be_divided_is_reported_and_stands_whole() -> None:
    built = tail("RGANI, a bundle without number.")

    assert built.shelfmark == "a bundle without number"
    assert built.parts == {} and "RD04" in built.codes


def test_a_part_that_cannot_be_read_is_reported() -> None:
    built = tail("RGANI, f. 5, op. 3, d. 1, the yellow one.")

    assert built.shelfmark == "f. 5, op. 3, d. 1, the yellow one"
    assert built.parts == {"fond": "5", "opis": "3", "delo": "1"} and "RD05" in built.codes


def test_a_name_with_brackets_keeps_them() -> None:
    built = tail('Archive of the Ministry [of Coal] of Brazil, Maço "600.(24h)//6223".')

    assert built.archive == "Archive of the Ministry [of Coal] of Brazil"
    assert built.parts == {"bundle": "600.(24h)//6223"}


# ---- credits

CREDITS = [
    ("Obtained by Cee Dee and translated by Ann Bee.", {"obtained": ["Cee Dee"], "translator": ["Ann Bee"]}),
    ("OBTAINED BY Cee Dee AND TRANSLATED BY Ann Bee.", {"obtained": ["Cee Dee"], "translator": ["Ann Bee"]}),
    ("Obtained and translated for NKIDP by Ann Bee.", {"obtained": ["Ann Bee"], "translator": ["Ann Bee"]}),
    ("Obtained for CWIHP and translated for CWIHP by Ann Bee.", {"obtained": ["Ann Bee"], "translator": ["Ann Bee"]}),
    ("Translated for CWIHP from Russian by Ann Bee.", {"translator": ["Ann Bee"]}),
    ("Translated by Dr. Ann Bee, Edited by Dr. Cee Dee.", {"translator": ["Ann Bee"], "translation-editor": ["Cee Dee"]}),
    ("Translated by Ann Bee, edited by Cee Dee and Eff Gee.", {"translator": ["Ann Bee"], "translation-editor": ["Cee Dee", "Eff Gee"]}),
    ("Translated by Ann Bee, Cee Dee, and Eff Gee.", {"translator": ["Ann Bee", "Cee Dee", "Eff Gee"]}),
    ("Translated by Ann Bee with the assistance of Cee Dee.", {"translator": ["Ann Bee", "Cee Dee"]}),
    ("translation by A. B. Cee-Dee", {"translator": ["A. B. Cee-Dee"]}),
    ("Translated by Anna de Wit (Coal Institute, Pest).", {"translator": ["Anna de Wit"]}),
    ("Obtained by Cee Dee (Coal University) and Ann Bee, Rain Institute.", {"obtained": ["Cee Dee", "Ann Bee"]}),
    ("Obtained by the Bulgarian Cold War Research Group.", {"obtained": ["Bulgarian Cold War Research Group"]}),
    ("translated into Russian by Ann Bee; translated into English by Cee Dee.", {"relay": ["Ann Bee"], "translator": ["Cee Dee"]}),
    ("obtained by NHK, provided to CWIHP, copy on file at National Security Archive; translation by Ann Bee.", {"obtained": ["NHK"], "translator": ["Ann Bee"]}),
    ("Contributed by Cee Dee.", {"obtained": ["Cee Dee"]}),
    ("Provided courtesy of Cee Dee.", {"obtained": ["Cee Dee"]}),
    ("Copy courtesy of the Coal Museum; translated by Ann Bee.", {"obtained": ["Coal Museum"], "translator": ["Ann Bee"]}),
    ("compiled by Cee Dee.", {"compiler": ["Cee Dee"]}),
    ("Translated by Ann Bee, Jr.", {"translator": ["Ann Bee, Jr."]}),
    ("Translated by Ann\nBee.", {"translator": ["Ann Bee"]}),
]  # fmt: skip
ROLES = ("obtained", "translator", "relay", "translation-editor", "compiler", "notes")


@pytest.mark.parametrize(("words", "expected"), CREDITS, ids=[c[0] for c in CREDITS])
def test_credits(words: str, expected: dict[str, list[str]]) -> None:
    built = tail(f"RGANI, f. 5, op. 3, d. 1. {words}")

    assert {role: built.credited(role) for role in ROLES if built.credited(role)} == expected
    assert built.shelfmark == "f. 5, op. 3, d. 1"


def test_a_body_is_no_person() -> None:
    built = tail("RGANI, f. 5, op. 3, d. 1. Obtained by NHK.")

    assert built.one("//t:fileDesc/t:titleStmt/t:respStmt[@xml:id='resp-obtained']/t:orgName") == "NHK"


@pytest.mark.parametrize(
    ("words", "role"), [("Notes of O.A. Coal", "notes"), ("Obtained by Cee Dee", "obtained")]
)
def test_a_credit_before_the_shelfmark(words: str, role: str) -> None:
    built = tail(f"{words}, TsKhSD, f. 5, op. 3, d. 1. Translated by Ann Bee.")

    assert built.credited(role) == [words.split(" ", 2)[2]]
    assert (built.archive, built.shelfmark) == ("TsKhSD", "f. 5, op. 3, d. 1")
    assert built.credited("translator") == ["Ann Bee"]


def test_where_a_copy_is_and_where_it_was_published() -> None:
    built = tail("RGANI, f. 5, op. 3, d. 1. Copy on file at Coal Library. Published in Coal Bulletin 8-9.")

    assert "on file at Coal Library" in (built.one("//t:surrogates") or "")
    assert built.one("//t:biblFull/t:notesStmt/t:note") == "Published in Coal Bulletin 8-9."


def test_every_translator_has_a_statement_that_can_be_pointed_to() -> None:
    built = tail("RGANI, f. 5, op. 3, d. 1. Translated by Ann Bee and Cee Dee.")

    path = "//t:fileDesc/t:titleStmt/t:respStmt[@xml:id='resp-translator-2'][@source='#cover-citation']/t:persName"
    assert built.one(path) == "Cee Dee"
    assert built.all("//t:biblFull/t:titleStmt/t:respStmt[@corresp='#resp-translator-2']/t:persName") == [
        "Cee Dee"
    ]


def test_a_credit_without_a_name_is_reported_and_nobody_credited() -> None:
    built = tail("RGANI, f. 5, op. 3, d. 1. Translated by the present writer.")

    assert built.credited("translator") == [] and "RD06" in built.codes


def test_no_digital_archive_no_facts() -> None:
    built = cited('"A Talk", May 4, 1959, Some Other Library, RGANI, f. 5. Translated by Ann Bee.')

    assert "RD03" in built.codes
    assert (built.publisher, built.archive, built.shelfmark) == (None, None, None)
    assert built.credited("translator") == []


@pytest.mark.parametrize(
    ("credits", "funders"),
    [
        ("This document was made possible with support from Coal Foundation", ["Coal Foundation"]),
        ("This document was made possible with support from Coal Foundation.", ["Coal Foundation"]),
        ("This document was made possible with support from Coal Foundation and the Rain Institute", ["Coal Foundation", "Rain Institute"]),
        ("This document was made possible with support from Carnegie Corporation of New York", ["Carnegie Corporation of New York"]),
        ("This document was made possible with\nsupport from Coal Foundation", ["Coal Foundation"]),
        ("Ann Bee", []),
    ],
)  # fmt: skip
def test_funders(credits: str, funders: list[str]) -> None:
    built = build(
        'Citation:\n\n"A Talk", 1959, Wilson Center Digital Archive.\n\n'
        f"Credits:\n\n{credits}\n\nContents:\n\nEnglish Translation\n\nWe met.\n"
    )

    assert built.funders == funders


@pytest.mark.parametrize(
    ("words", "tag", "said"),
    [
        ("Russian", "ru", "Russian"),
        ("Russian and German", "ru", "Russian and German"),
        ("Serbo-Croatian", "sh", "Serbo-Croatian"),
        ("Volapük", "und", "Volapük"),
    ],
)
def test_language_of_the_original(words: str, tag: str, said: str) -> None:
    built = build(
        'Citation:\n\n"A Talk", 1959, Wilson Center Digital Archive.\n\n'
        f"Original Language:\n\n{words}\n\nContents:\n\nEnglish Translation\n\nWe met.\n"
    )

    assert (built.language, built.one("//t:textLang")) == (tag, said)
    assert ("RD07" in built.codes) == (tag == "und")


def test_the_citation_names_the_language_where_no_field_does() -> None:
    assert tail("RGANI, f. 5, op. 3, d. 1. Translated from Vietnamese by Ann Bee.").language == "vi"
