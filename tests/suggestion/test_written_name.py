"""A name that nobody knows is taken apart by its looks."""

import pytest

from tei_edition.authority.written_name import WrittenName, written_name


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Voronin", WrittenName("Voronin")),
        ("Pavel Voronin", WrittenName("Voronin", ("Pavel",))),
        ("P.A. Voronin", WrittenName("Voronin", ("P.", "A."))),
        ("Voronin P. A.", WrittenName("Voronin", ("P.", "A."))),
        ("Voronin, Pavel A.", WrittenName("Voronin", ("Pavel", "A."))),
        ("Cde. Yu. Voronin", WrittenName("Voronin", ("Yu.",))),
        ("Mr. Prof. Voronin", WrittenName("Voronin")),
        ("[Pavel] Voronin", WrittenName("Voronin", ("Pavel",))),
        ("PAVEL VORONIN", WrittenName("Voronin", ("Pavel",))),
        ("JFK", WrittenName("JFK")),
        ("Charles de Gaulle", WrittenName("de Gaulle", ("Charles",))),
        ("Lucius Allen, Jr.", WrittenName("Allen", ("Lucius",), "Jr.")),
        ("John Paul II", WrittenName("Paul", ("John",), "II")),
        ("General", WrittenName("General")),
    ],
)
def test_a_name_is_taken_apart(words: str, expected: WrittenName) -> None:
    assert written_name(words) == expected


def test_a_surname_that_is_known_is_kept_whole() -> None:
    assert written_name("Jorge Risquet Valdes", "Risquet Valdes") == WrittenName("Risquet Valdes", ("Jorge",))


def test_the_name_for_display_is_in_the_order_of_a_text() -> None:
    assert written_name("Allen, Lucius").display == "Lucius Allen"
    assert written_name("Lucius Allen, Jr.").display == "Lucius Allen, Jr."
