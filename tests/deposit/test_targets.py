"""The sections [target.NAME] of edition.toml: what is wrong in them is said as in the rest of the file."""

import tomllib

import pytest

from tei_edition.tables import TableError, settings, targets


def read(text: str) -> dict[str, targets.Target]:
    return {target.name: target for target in targets.read(tomllib.loads(text), "edition.toml")}


def test_well_known_names_need_no_section() -> None:
    assert read("")["zenodo"].address == "https://zenodo.org/api"
    assert {t.name for t in settings.read(None, file="edition.toml")[0].targets} == {
        "zenodo",
        "zenodo-sandbox",
    }


def test_sections() -> None:
    found = read(
        """
        [target.zenodo]
        community = "our-editions"
        [target.archive]
        kind = "swordv2"
        address = "https://sword.example/sd"
        user = "jane"
        """
    )
    assert (found["zenodo"].address, found["zenodo"].community) == ("https://zenodo.org/api", "our-editions")
    assert (found["archive"].user, found["archive"].host) == ("jane", "sword.example")


@pytest.mark.parametrize(
    ("section", "said"),
    [
        ('kind = "inveniordn"\naddress = "https://a.example/api"', 'Did you mean "inveniordm"?'),
        ('address = "https://a.example/api"', "kind is missing"),
        ('kind = "inveniordm"', "address is missing"),
        ('kind = "swordv2"\naddress = "https://a.example/sd"', "user is missing"),
        ('kind = "inveniordm"\naddress = "https://a.example"\ncomunity = "x"', 'Did you mean "community"?'),
        ('kind = "inveniordm"\naddress = "https://a.example"\ntoken = "x"', 'unknown key "token"'),
        ('kind = "inveniordm"\naddress = "http://a.example/api"', "readable on its way"),
        ('kind = "inveniordm"\naddress = "a.example/api"', 'must begin with "https://"'),
        ('kind = "inveniordm"\naddress = "https://me:secret@a.example/api"', "neither name, password"),
        ('kind = "inveniordm"\naddress = "https://[a.example/api"', 'must begin with "https://"'),
        ('kind = "inveniordm"\naddress = 1', "must be a text"),
    ],
)
def test_what_is_wrong(section: str, said: str) -> None:
    with pytest.raises(TableError, match="target") as error:
        read(f"[target.mine]\n{section}\n")

    assert said in str(error.value)


def test_nobody_moves_a_well_known_name() -> None:
    with pytest.raises(TableError, match="Give another repository another name"):
        read('[target.zenodo]\naddress = "https://evil.example/api"')


@pytest.mark.parametrize(
    "text", ["target = 1", "[target]\nzenodo = 1", '[target."a b"]\nkind = "inveniordm"']
)
def test_what_is_no_section(text: str) -> None:
    with pytest.raises(TableError):
        read(text)


def test_a_name_that_is_misspelt() -> None:
    with pytest.raises(TableError, match='Did you mean "zenodo"'):
        targets.named("zenodoo", targets.well_known(), "the target")


def test_the_whole_file_knows_the_section() -> None:
    stated, problems = settings.read(
        '[target.mine]\nkind = "inveniordm"\naddress = "http://127.0.0.1:5000/api"', file="edition.toml"
    )
    assert "mine" in [target.name for target in stated.targets]
    assert "ED02" not in [problem.code for problem in problems]
