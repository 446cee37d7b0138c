"""An entry of any list, brought into the form that an edition can hold."""

from lxml import etree

from tei_edition.authority.entry import fitted, left_out, prefixed

TEI = "http://www.tei-c.org/ns/1.0"


def fit(entry: str) -> tuple[str, frozenset[str]]:
    read = etree.fromstring(entry.replace(">", f' xmlns="{TEI}">', 1))
    lost = frozenset(left_out(read))
    return etree.tostring(fitted(read), encoding="unicode").replace(f' xmlns="{TEI}"', ""), lost


def test_ids_get_the_prefix_of_their_kind_once() -> None:
    assert prefixed("castro", "person") == "pers-castro"
    assert prefixed("pers-castro", "person") == "pers-castro"
    assert prefixed("p_CF1", "person") == "p_CF1"
    assert prefixed("cuba", "place") == "pl-cuba"


def test_what_the_profile_holds_is_kept() -> None:
    entry = (
        '<person xml:id="pers-x"><persName><surname>X</surname>, <forename full="init">A.</forename></persName>'
        '<occupation source="#a">envoy</occupation><idno type="VIAF" cert="high">1</idno></person>'
    )
    assert fit(entry) == (entry, frozenset())


def test_a_note_on_a_person_becomes_the_occupation() -> None:
    own, lost = fit(
        '<person xml:id="x"><persName type="display">X</persName><note type="role">envoy</note></person>'
    )
    assert own == '<person xml:id="pers-x"><persName>X</persName><occupation>envoy</occupation></person>'
    assert not lost


def test_what_it_cannot_hold_is_named() -> None:
    own, lost = fit(
        '<person xml:id="x" sex="1"><persName>X</persName><birth when="1900"/><idno type="ISNI">1</idno></person>'
    )
    assert own == '<person xml:id="pers-x"><persName>X</persName></person>'
    assert lost == {"birth", "idno of type ISNI"}


def test_untyped_parts_of_a_name_become_text() -> None:
    own, _ = fit('<person xml:id="x"><persName><roleName>Dr.</roleName> <hi>X</hi> Y</persName></person>')
    assert own == '<person xml:id="pers-x"><persName>Dr. X Y</persName></person>'


def test_a_work_keeps_its_words() -> None:
    own, lost = fit(
        '<bibl xml:id="bib-a">A <title level="m">Book</title>, <measure>3 p.</measure> end</bibl>'
    )
    assert own == '<bibl xml:id="bib-a">A <title level="m">Book</title>, 3 p. end</bibl>'
    assert lost == {"measure"}
