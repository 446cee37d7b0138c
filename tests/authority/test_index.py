"""The index of names: which forms it finds where, and what it leaves alone."""

import re
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tei_edition.authority.csv_list import read_csv
from tei_edition.authority.folding import fold
from tei_edition.authority.index import Match, NameIndex, Rules
from tei_edition.model.authority import Authority, Entity, EntityKind, Name

LIST = """id,surname,forename,gen,display,variants,see
khrushchev,Khrushchev,Nikita Sergeyevich,,N. S. Khrushchev,Khrushchov|N. Kh.,
castro-f,Castro Ruz,Fidel,,Fidel Castro Ruz,,
castro-r,Castro,Raúl,,Raúl Castro,Raulito,
andropov,Andropov,Yuri Vladimirovich,,Yu. V. Andropov,,
kennedy,Kennedy,John F.,,John F. Kennedy,,
allen,Allen,Lucius,Jr.,"Allen, Lucius, Jr.",,
degaulle,de Gaulle,Charles,,Charles de Gaulle,,
couve,Couve de Murville,Maurice,,Maurice Couve de Murville,,
mcnamara,McNamara,Robert S.,,Robert S. McNamara,,
oneill,O'Neill,Thomas,,Thomas O'Neill,,
brien,Brien,Pat,,Pat Brien,,
kimil,Kim,Il,,Kim Il,,
kimis,Kim,Il Sung,,Kim Il Sung,,
gd,Gheorghiu-Dej,Gheorghe,,Gheorghe Gheorghiu-Dej,,
fitin,Fitin,Pavel,,P. M. Fitin,VIKTOR|MAY,
rusk,Rusk,Dean,,Dean Rusk,,
gromyko,Gromyko,Andrei Andreevich,,A. A. Gromyko,,
karamanlis,Karamanlis,Konstantine,,,,
caramanlis,Caramanlis,Constantine,,,,karamanlis
genscher,Genscher,Hans-Dietrich,,,,
washington,Washington,Walter,,Walter Washington,,
afonso,Arinos,Afonso,,Afonso Arinos,[UN delegate] Afonso,
o,O,Jin U,,O Jin U,,
"""


def entry(id_: str, kind: EntityKind, *names: str) -> Entity:
    return Entity(id_, kind, tuple(Name(n) for n in names))


ENTITIES = (
    *read_csv(LIST, file="l")[0],
    entry("pl-cuba", "place", "Cuba", "Republic of Cuba"),
    entry("pl-us", "place", "United States", "US"),
    entry("pl-washington", "place", "Washington"),
    entry("org-nato", "organisation", "NATO"),
    entry("ev-crisis", "event", "Caribbean Crisis"),
    Entity("work", "work", ()),
)
INDEX = NameIndex.of(Authority(ENTITIES))


def found(text: str, index: NameIndex = INDEX) -> list[tuple[str, str, str]]:
    """Give words, kind and candidates of the matches."""
    return [
        (text[m.start : m.end], m.form, " ".join(c.id.removeprefix("pers-") for c in m.candidates))
        for m in index.matches(text)
    ]


@pytest.mark.parametrize(
    ("text", "words", "form", "who"),
    [
        # full forms
        ("met Nikita Sergeyevich Khrushchev today", "Nikita Sergeyevich Khrushchev", "full", "khrushchev"),
        ("met Nikita Khrushchev today", "Nikita Khrushchev", "full", "khrushchev"),
        ("met Nikita S. Khrushchev today", "Nikita S. Khrushchev", "full", "khrushchev"),
        ("by Khrushchev, Nikita Sergeyevich", "Khrushchev, Nikita Sergeyevich", "full", "khrushchev"),
        ("by John Kennedy", "John Kennedy", "full", "kennedy"),
        ("by Fidel Castro himself", "Fidel Castro", "full", "castro-f"),
        ("by Kim Il Sung", "Kim Il Sung", "full", "kimis"),
        ("by Kim Il-sung", "Kim Il-sung", "full", "kimis"),
        ("by Kim Il", "Kim Il", "full", "kimil"),
        # initials, spaced and glued
        ("N. S. Khrushchev", "N. S. Khrushchev", "initials", "khrushchev"),
        ("N.S. Khrushchev", "N.S. Khrushchev", "initials", "khrushchev"),
        ("N.S.Khrushchev", "N.S.Khrushchev", "initials", "khrushchev"),
        ("N. Khrushchev", "N. Khrushchev", "initials", "khrushchev"),
        ("Khrushchev N. S.", "Khrushchev N. S.", "initials", "khrushchev"),
        ("Khrushchev N.S.", "Khrushchev N.S.", "initials", "khrushchev"),
        ("Yu. V. Andropov", "Yu. V. Andropov", "initials", "andropov"),
        ("Y.V. Andropov", "Y.V. Andropov", "initials", "andropov"),
        ("H.-D. Genscher", "H.-D. Genscher", "initials", "genscher"),
        ("J. F. Kennedy", "J. F. Kennedy", "initials", "kennedy"),
        ("Mr. N. Khrushchev", "N. Khrushchev", "initials", "khrushchev"),
        # surnames, parts, particles, words of generation
        ("said Khrushchev.", "Khrushchev", "surname", "khrushchev"),
        ("said Castro Ruz.", "Castro Ruz", "surname", "castro-f"),
        ("said Castro.", "Castro", "surname", "castro-r castro-f"),
        ("President de Gaulle", "de Gaulle", "surname", "degaulle"),
        ("De Gaulle said", "De Gaulle", "surname", "degaulle"),
        ("DE GAULLE said", "DE GAULLE", "surname", "degaulle"),
        ("General Gaulle said", "Gaulle", "surname-part", "degaulle"),
        ("President Couve said", "Couve", "surname-part", "couve"),
        ("President de Murville said", "de Murville", "surname-part", "couve"),
        ("Lucius Allen, Jr., said", "Lucius Allen, Jr.", "full", "allen"),
        ("Lucius Allen Jr. said", "Lucius Allen Jr.", "full", "allen"),
        ("Lucius Allen said", "Lucius Allen", "full", "allen"),
        ("told O'Neill that", "O'Neill", "surname", "oneill"),
        ("told O’Neill that", "O’Neill", "surname", "oneill"),
        ("Gheorghiu-Dej said", "Gheorghiu-Dej", "surname", "gd"),
        # variants and forenames
        ("said Khrushchov", "Khrushchov", "surname", "khrushchev"),
        ("N. S. Khrushchov", "N. S. Khrushchov", "initials", "khrushchev"),
        ("said N. Kh. then", "N. Kh.", "variant", "khrushchev"),
        ("said Raulito", "Raulito", "variant", "castro-r"),
        ("from VIKTOR to", "VIKTOR", "variant", "fitin"),
        ("I told Fidel that", "Fidel", "forename", "castro-f"),
        ("told Nikita Sergeyevich that", "Nikita Sergeyevich", "forename", "khrushchev"),
        # accents and capitals
        ("Raul Castro", "Raul Castro", "full", "castro-r"),
        ("Rau\u0301l Castro", "Rau\u0301l Castro", "full", "castro-r"),
        ("RAÚL CASTRO", "RAÚL CASTRO", "full", "castro-r"),
        ("Fidel CASTRO RUZ", "Fidel CASTRO RUZ", "full", "castro-f"),
        ("FIDEL CASTRO RUZ", "FIDEL CASTRO RUZ", "full", "castro-f"),
        ("N. S. KHRUSHCHEV", "N. S. KHRUSHCHEV", "initials", "khrushchev"),
        ("Robert MCNAMARA", "Robert MCNAMARA", "full", "mcnamara"),
        ("ROBERT McNAMARA", "ROBERT McNAMARA", "full", "mcnamara"),
        ("KIM IL SUNG", "KIM IL SUNG", "full", "kimis"),
        # other kinds of entry
        ("in the REPUBLIC OF CUBA", "REPUBLIC OF CUBA", "name", "pl-cuba"),
        ("Cuba's advantage", "Cuba", "name", "pl-cuba"),
        ("CUBA'S ADVANTAGE", "CUBA", "name", "pl-cuba"),
        ("the Caribbean Crisis", "Caribbean Crisis", "name", "ev-crisis"),
        ("to the US, which", "US", "name", "pl-us"),
        ("in Washington", "Washington", "name", "pl-washington washington"),
        ("Walter Washington", "Walter Washington", "full", "washington"),
        # blanks
        ("Fidel\nCastro", "Fidel\nCastro", "full", "castro-f"),
        ("Fidel\r\n   Castro", "Fidel\r\n   Castro", "full", "castro-f"),
        ("Fidel\u00a0Castro", "Fidel\u00a0Castro", "full", "castro-f"),
        ("N.  S.\nKhrushchev", "N.  S.\nKhrushchev", "initials", "khrushchev"),
        # hyphens
        ("the anti-Khrushchev group", "Khrushchev", "surname", "khrushchev"),
        ("Khrushchev-inspired", "Khrushchev", "surname", "khrushchev"),
        # an entry that refers to another
        ("said Caramanlis", "Caramanlis", "surname", "karamanlis"),
        ("Afonso Arinos said", "Afonso Arinos", "full", "afonso"),
        ("O Jin U said", "O Jin U", "full", "o"),
    ],
)
def test_found(text: str, words: str, form: str, who: str) -> None:
    assert found(text) == [(words, form, who)]


@pytest.mark.parametrize(
    "text",
    [
        "Cuban",
        "Cuban-Soviet trade",
        "Cuba-Soviet trade",
        "the Soviet-Cuba trade",
        "Castroism",
        "Khrushchev1963",
        "xKhrushchev",
        "khrushchev",
        "castro",
        "Let Us go",
        "give us",
        "in May",
        "Viktor said",
        "Nato",
        "O'Brien said",
        "Khru\u0301shchev\u0301x",
        "",
        " \n",
        "O, said he",
        "Fidel-Maria said",
        "[UN delegate]",
    ],
)
def test_not_found(text: str) -> None:
    assert found(text) == []


def test_surname_before_given_name_of_another_stays() -> None:
    # The unknown Kim Il-su is not Kim Il, but the surname is there.
    assert found("Kim Il-su said") == [("Kim", "surname", "kimil kimis")]


def test_compounds_of_known_names() -> None:
    assert [words for words, *_ in found("the Rusk-Gromyko talks")] == ["Rusk", "Gromyko"]
    assert found("the Rusk-Unknown talks") == []


def test_initials_that_are_another_persons() -> None:
    assert found("said S. N. Khrushchev") == [("Khrushchev", "surname", "khrushchev")]


def test_leftmost_then_longest_without_overlap() -> None:
    assert [w for w, *_ in found("Raul Castro, Fidel Castro and Castro")] == [
        "Raul Castro",
        "Fidel Castro",
        "Castro",
    ]


def test_longest_may_fail_at_the_boundary() -> None:
    assert found("Republic of Cubans") == []
    assert found("Castro Ruzovich") == [("Castro", "surname", "castro-r castro-f")]


def test_each_candidate_has_its_kind() -> None:
    (match,) = INDEX.matches("Castro")
    assert [(c.id, f) for c, f in zip(match.candidates, match.forms, strict=True)] == [
        ("pers-castro-r", "surname"),
        ("pers-castro-f", "surname-part"),
    ]


def test_blank_lines() -> None:
    text = "from Fidel\n \nCastro"
    assert [w for w, *_ in found(text)] == ["Fidel", "Castro"]
    across = NameIndex.of(Authority(ENTITIES), rules=Rules(across_blank_lines=True))
    assert [w for w, *_ in found(text, across)] == ["Fidel\n \nCastro"]


@pytest.mark.parametrize(
    ("rules", "text"),
    [
        (Rules(forenames=False), "told Fidel that"),
        (Rules(forename_bearers=0), "told Fidel that"),
        (Rules(surname_parts=False), "General Gaulle"),
    ],
)
def test_rules_leave_out(rules: Rules, text: str) -> None:
    assert found(text)
    assert found(text, NameIndex.of(Authority(ENTITIES), rules=rules)) == []


def test_rule_against_inversion() -> None:
    index = NameIndex.of(Authority(ENTITIES), rules=Rules(inverted=False))
    assert [w for w, *_ in found("Castro, Raúl", index)] == ["Castro", "Raúl"]


def test_empty_list_finds_nothing() -> None:
    assert NameIndex.of(Authority()).matches("Castro") == ()


def test_references_in_a_circle_end() -> None:
    one = Entity("a", "person", (Name("Ann Lee", "Lee", "Ann"),), same_as="b")
    two = Entity("b", "person", (Name("Bob Roe", "Roe", "Bob"),), same_as="a")
    assert len(NameIndex.of(Authority((one, two))).matches("Ann Lee and Bob Roe")) == 2


def test_offsets_are_code_points_of_the_text() -> None:
    text = "\U0001f600\U00010400 \u00e9e\u0301 — \r\n\r\nN.  S.\u00a0\r\nKhrushchev\u2019s 𝔘"
    (match,) = INDEX.matches(text)
    assert text[match.start : match.end] == "N.  S.\u00a0\r\nKhrushchev"


NAMES = [
    "Fidel Castro",
    "N. S. Khrushchev",
    "Castro Ruz",
    "Kim Il Sung",
    "US",
    "Republic of Cuba",
    "Allen, Jr.",
]
PIECES = st.one_of(
    st.sampled_from(NAMES),
    st.sampled_from(NAMES).map(str.upper),
    st.sampled_from(
        ["Castro", "N.", "S.", "Kim", "Il", "de", "Gaulle", "O'", "'s", "-", "Cuba", "Raúl", "\u0301"]
    ),
    st.text(
        alphabet=" \n\r\t\f\u00a0.,-'\u2019[]" + string.ascii_letters + "éŁ\u0301\U0001f600ßİ", max_size=6
    ),
    st.sampled_from([" ", "\n", "  ", "\r\n", "\n\n", ", ", ". "]),
)
TEXTS = st.lists(PIECES, max_size=14).map("".join)


def _plain(text: str) -> str:
    text = re.sub(r"[’‘ʼ]", "'", text.casefold())
    return re.sub(r"\s+", "", text)


def _known_forms() -> set[str]:
    """Everything that can be put together of the lists' own words; independent of the index."""
    words = {w for e in ENTITIES for n in e.names for w in re.split(r"[ \-,]", _plain_words(n.text)) if w}
    words |= {f"{w[0]}." for w in words} | {"yu.", "h.-d.", "jr."}
    glued = (re.findall(r"(?=(?<!\S)([a-z]+) ([^ \-,]+))", n.text) for e in ENTITIES for n in e.names)
    words |= {_plain_words(particle + surname) for pairs in glued for particle, surname in pairs}
    return words


def _plain_words(text: str) -> str:
    return re.sub(r"[’‘ʼ]", "'", text.casefold())


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_law_of_matches(text: str) -> None:
    matches = INDEX.matches(text)
    end = 0
    known = _known_forms()
    for match in matches:
        assert end <= match.start < match.end <= len(text), "in order, in the text, no overlap"
        end = match.end
        assert match.candidates
        assert match.form == match.forms[0]
        assert not (match.start and text[match.start - 1].isalnum() and text[match.start].isalnum())
        assert not (match.end < len(text) and text[match.end].isalnum() and text[match.end - 1].isalnum())
        words = re.split(r"[\s\-,]+|(?<=\.)(?=\w)", _unaccented(_plain_words(text[match.start : match.end])))
        assert all(w in {_unaccented(k) for k in known} for w in words if w), "only words of the lists"


def _unaccented(text: str) -> str:
    import unicodedata

    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(ENTITIES[:-1]), TEXTS, TEXTS, st.sampled_from([" ", "\n", "  \r\n\t"]))
def test_law_of_completeness(entity: Entity, before: str, after: str, blank: str) -> None:
    """A name between full stops is found whatever stands around and however its words are parted."""
    name = entity.names[0].text
    text = f"{before} . {name.replace(' ', blank)} . {after}"
    start = len(before) + 3
    inside = [m for m in INDEX.matches(text) if m.start == start]
    assert inside
    target = next((e for e in ENTITIES if e.id == entity.same_as), entity)
    assert target in inside[0].candidates
    assert inside[0].end == start + len(name.replace(" ", blank))


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.booleans())
def test_law_of_the_view(text: str, across: bool) -> None:
    """Every character of a view comes from one of the text, in order, and only blanks are left out."""
    view = fold(text, across_blank_lines=across)
    places = [view.original(i, i + 1) for i in range(len(view.text))]
    assert all(b == a + 1 for a, b in places)
    assert [a for a, _ in places] == sorted({a for a, _ in places})
    kept = {a for a, _ in places}
    assert all(text[i] in " \t\n\r\v\f\u00a0\u202f\u2009" for i in range(len(text)) if i not in kept)
    for i, (a, _) in enumerate(places):
        assert view.text[i].casefold() == text[a].casefold() or not text[a].isalnum()


def test_matches_are_immutable() -> None:
    (match,) = INDEX.matches("Castro")
    assert isinstance(match, Match)
    with pytest.raises(AttributeError):
        match.start = 3  # type: ignore[misc]


@pytest.mark.parametrize(
    "text",
    [
        "N. S. Khrushchev, N.S. Khrushchev and Nikita Khrushchev met Khrushchov.",
        "CASTRO RUZ, Fidel; Raul Castro; Castro, Raúl; R. Castro",
        "Allen, Lucius, Jr. and Lucius Allen Jr.",
        "Charles de Gaulle and Ch. de Gaulle, Gromyko A.A., Kim Il Sung, Kim Il-sung",
        "Yu. V. Andropov and Andropov Yu.V. in Washington with H.-D. Genscher",
    ],
)
def test_forms_that_are_made_as_they_are_needed_are_the_same(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    all_at_once = NameIndex.of(Authority(ENTITIES)).matches(text)
    monkeypatch.setattr("tei_edition.authority.index._FEW", 0)

    assert all_at_once
    assert NameIndex.of(Authority(ENTITIES)).matches(text) == all_at_once
