"""Forms of one name come together; what cannot be told stays apart."""

import pytest

from tei_edition.authority.likeness import Keys, go_together, surname_key
from tei_edition.authority.written_name import written_name
from tei_edition.suggestion.groups import groups


def grouped(*forms: str) -> list[list[str]]:
    return [[n.display for n in group] for group in groups({written_name(f): 1 for f in forms})]


@pytest.mark.parametrize(
    "forms",
    [
        ["Pavel Andreyevich Voronin", "Pavel Voronin", "P. A. Voronin", "P. Voronin", "Voronin"],
        ["N. Khrushchev", "Khruschchev"],
        ["N. Khrushchev", "N. Khrushchov"],
        ["Y. Andropov", "Y. Andropow"],
        ["Hruščev", "Hruscev"],
        ["S. Smirnoff", "S. Smirnov"],
        ["Zukov", "Žukov"],
        ["A. Mikoyan", "A. Mikojan"],
        ["N. Tikhonov", "N. Tichonov"],
    ],
)
def test_forms_of_one_name_come_together(forms: list[str]) -> None:
    assert len(grouped(*forms)) == 1


@pytest.mark.parametrize(
    "forms",
    [
        ["Pavel Voronin", "Anna Voronin"],
        ["P. A. Voronin", "P. B. Voronin"],
        ["A. Ivanov", "A. Ivanova"],
        ["Lucius Allen, Jr.", "Lucius Allen, Sr."],
        ["Karpov", "Karpin"],
        ["Tikhonov", "Tichanov"],  # nothing but a likeness of surnames
        ["A. Kim", "A. Kin"],  # too short to tell
        ["P. Wilson", "P. Dilson"],
    ],
)
def test_other_names_stay_apart(forms: list[str]) -> None:
    assert len(grouped(*forms)) == len(forms)


def test_what_fits_two_persons_stays_alone() -> None:
    assert grouped("Pavel Voronin", "Petr Voronin", "P. Voronin", "Voronin") == [
        ["Pavel Voronin"],
        ["Petr Voronin"],
        ["P. Voronin"],
        ["Voronin"],
    ]


def test_the_fullest_form_is_first() -> None:
    assert grouped("Voronin", "P. Voronin", "Pavel Voronin")[0][0] == "Pavel Voronin"


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("Nikita Castro", "N. S. Castro", True),
        ("Yuri Castro", "Yu. Castro", True),
        ("Castro", "N. Castro", True),
        ("Nikita Castro", "Nikolai Castro", False),
        ("N. A. Castro", "N. S. Castro", False),
        ("Aleksandr Castro", "Alexandr Castro", True),
    ],
)
def test_forenames_go_together(one: str, other: str, together: bool) -> None:
    a, b = written_name(one), written_name(other)

    assert go_together(a, b) is go_together(b, a) is together


def test_keys_that_are_like_another() -> None:
    keys = Keys(map(surname_key, ["Voronin", "Varonin", "Voronina", "Morozov", "Mrozov", "Kim"]))

    assert keys.like(surname_key("Voronin")) == (surname_key("Varonin"),)
    assert keys.like(surname_key("Kin")) == ()
    assert keys.like("") == ()
