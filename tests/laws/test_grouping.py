"""Law: each form of a name is in one group, in which all go together, whatever the order of the forms."""

from hypothesis import given
from hypothesis import strategies as st

from tei_edition.authority.likeness import go_together
from tei_edition.authority.written_name import WrittenName
from tei_edition.suggestion.groups import groups

NAMES = st.builds(
    WrittenName,
    st.sampled_from(
        ["Voronin", "Woronin", "Voronina", "Varonin", "Volonin", "Orlov", "Orloff", "O'Orlov", "ß", "Ли"]
    ),
    st.lists(st.sampled_from(["P.", "Pavel", "Petr", "A.", "Yu.", "Yuri", "Y."]), max_size=2).map(tuple),
    st.sampled_from(["", "", "Jr.", "III"]),
)


@given(st.dictionaries(NAMES, st.integers(1, 3), max_size=12), st.randoms(use_true_random=False))
def test_each_form_is_in_one_group_whatever_the_order(names: dict[WrittenName, int], random) -> None:
    expected = groups(names)
    shuffled = list(names.items())
    random.shuffle(shuffled)

    assert groups(dict(shuffled)) == expected
    assert sorted(n for group in expected for n in group) == sorted(names)
    for group in expected:
        assert all(go_together(a, b) for a in group for b in group)
