"""A small archive that changes at random: transcripts, lists, decisions, settings, tables, options."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tei_edition.batch import Cache, Demand, Outcome, build, gather
from tei_edition.ledger import undecided
from tei_edition.register import REGISTER

SENTENCES = (
    "Fidel Castro met Cde. Khrushchev in Havana on 5 May 1961.",
    "CASTRO: I shall speak to [Raúl] Castro about the CC CPSU.",
    "Khrush[chev] told General Pavel Orlow [the commander] of it.",
    "Comrade Smirnov and A. A. Gromyko went to Moscow.",
    "The Soviet Union demanded an answer; Gromyko[-]Rusk talks followed.",
    "Minister Orlov said [illegible] that [sic] the RPB would meet.",
    "The Regional Planning Board (RPB) and MAP are not the same, said Raul.",
    "Mr. Jones-Smith, Smith and Mme. Chiang wrote to Castro Ruz.",
    "Khrushchev: See d01, p01 and Orlov's letter of 7/9/62.",
    "Kim Il-sung and Kim Ilsung met Mao Zedong [mah-o].",
)
HEADINGS = ("13 February 1963", "Top Secret", "RECORD OF A CONVERSATION", "Havana, 1 May 1961")
SURNAMES = ("Castro", "Khrushchev", "Gromyko", "Orlov", "Smith", "Smirnov", "Rusk", "Kim", "Mao", "Chiang")
FORENAMES = ("Fidel", "Raúl", "Nikita S.", "A. A.", "Pavel", "Anna", "Il Sung", "Zedong", "")
ROLES = ("minister", "general", "", "ambassador to Cuba")
IDS = ("a", "b", "c", "d01", "p01", "castro", "orlov", "doc-letter0", "kim")
TERMS = (("MAP", "Military Assistance Program"), ("RPB", "Regional Planning Board"), ("CC", "a committee"))
DECISIONS = (
    '[names]\n"Castro" = "castro"\n',
    '[names]\n"Gromyko" = "nobody-of-this-id"\n',
    '[names]\n"Orlov" = "person"\n"Smith" = "no name"\n',
    '[[note]]\nsubtype = "textual"\ntargets = ["#p01"]\ntext = "See <ref target=\\"#pers-a\\">him</ref>."\n',
    '[[change]]\nwhen = "2026-01-15"\ntext = "read again"\n',
    '[[reject]]\nkind = "date"\nquote = "5 May 1961"\n',
    '[[accept]]\nkind = "person"\nquote = "Castro"\nevery = true\nattributes = { ref = "#pers-castro" }\n',
    "[names\n",
)
SETTINGS = (
    '[edition]\nauthority = "A"\n',
    '[edition]\ntitle = "T"\n[policy]\nstates = "organisation"\n',
    '[policy]\nunlisted_persons = "leave"\n',
    "[edition\n",
)
TABLES = ('formula = [{ is = "the commander", kind = "archive-note" }]\n', "formula = 1\n")
DATES = ("2026-01-01", "2026-01-31")


@dataclass(slots=True)
class Archive:
    """A folder of transcripts with all that belongs to it, and how it is built."""

    folder: Path
    choose: random.Random
    persons: list[dict[str, str]] = field(default_factory=list)
    date: str = DATES[0]
    demands: tuple[Demand, ...] = ()

    @classmethod
    def random(cls, folder: Path, seed: int, documents: int = 5) -> "Archive":
        archive = cls(folder, random.Random(seed))
        (folder / "decisions").mkdir(parents=True)
        (folder / "tables").mkdir()
        for number in range(documents):
            archive.write_text(number)
        for _ in range(6):
            archive.add_person()
        archive.change_terms()
        return archive

    # ---- changes

    def change(self) -> str:
        """Change something, and say what."""
        change = self.choose.choice(self.changes())
        change()
        return change.__name__

    def changes(self) -> Sequence[Callable[[], None]]:
        return (
            self.write_text, self.write_text, self.remove_text, self.add_person, self.add_person,
            self.remove_person, self.rename_person, self.change_person, self.change_person, self.refer,
            self.shuffle, self.change_list_in_tei, self.change_terms, self.decide, self.decide,
            self.change_settings, self.change_table, self.change_date, self.change_demands,
        )  # fmt: skip

    def write_text(self, number: int | None = None) -> None:
        chosen = [self.choose.choice(HEADINGS), *self.choose.sample(SENTENCES, self.choose.randint(1, 3))]
        name = f"letter{self.choose.randrange(6) if number is None else number}.txt"
        (self.folder / name).write_text("\n\n".join(chosen) + "\n", encoding="utf-8")

    def remove_text(self) -> None:
        texts = sorted(self.folder.glob("*.txt"))
        if len(texts) > 2:
            self.choose.choice(texts).unlink()

    def add_person(self) -> None:
        person = {
            "id": self.choose.choice(IDS),
            "surname": self.choose.choice(SURNAMES),
            "forename": self.choose.choice(FORENAMES),
            "role": self.choose.choice(ROLES),
            "see": "",
        }
        self.persons.insert(self.choose.randint(0, len(self.persons)), person)
        self._write_persons()

    def remove_person(self) -> None:
        if self.persons:
            self.persons.pop(self.choose.randrange(len(self.persons)))
            self._write_persons()

    def rename_person(self) -> None:
        self._change("id", IDS)

    def change_person(self) -> None:
        key, values = self.choose.choice((("surname", SURNAMES), ("forename", FORENAMES), ("role", ROLES)))
        self._change(key, values)

    def refer(self) -> None:
        self._change("see", ("", *(p["id"] for p in self.persons)))

    def shuffle(self) -> None:
        self.choose.shuffle(self.persons)
        self._write_persons()

    def _change(self, key: str, values: Sequence[str]) -> None:
        if self.persons:
            self.choose.choice(self.persons)[key] = self.choose.choice(values)
            self._write_persons()

    def _write_persons(self) -> None:
        columns = ("id", "surname", "forename", "role", "see")
        rows = [",".join(p[c] for c in columns) for p in self.persons]
        (self.folder / "people.csv").write_text("\n".join([",".join(columns), *rows, ""]), encoding="utf-8")

    def change_list_in_tei(self) -> None:
        ids = self.choose.sample(("pl-havana", "pl-moscow", "p01", "text", "d01", "bib-x"), 3)
        places = (
            f'<place xml:id="{id_}"><placeName>{self.choose.choice(("Havana", "Moscow", "Cuba"))}</placeName>'
            f'<desc source="#{self.choose.choice(("bib-1", "bib-2"))}">x</desc></place>'
            for id_ in ids
        )
        works = '<listBibl><bibl xml:id="bib-1"><title>A book</title></bibl></listBibl>'
        written = (
            '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><standOff><listPlace>'
            f"{''.join(places)}</listPlace>{self.choose.choice((works, ''))}</standOff></TEI>"
        )
        (self.folder / "places.xml").write_text(written, encoding="utf-8")

    def change_terms(self) -> None:
        rows = self.choose.sample(TERMS, self.choose.randint(0, len(TERMS)))
        lines = ["id,term,expansion", *(f"{term.lower()},{term},{words}" for term, words in rows), ""]
        (self.folder / "terms.csv").write_text("\n".join(lines), encoding="utf-8")

    def decide(self) -> None:
        file = self.folder / "decisions" / f"letter{self.choose.randrange(6)}.toml"
        file.write_text("\n".join(self.choose.sample(DECISIONS, self.choose.randint(0, 2))), encoding="utf-8")

    def change_settings(self) -> None:
        (self.folder / "edition.toml").write_text(self.choose.choice(SETTINGS), encoding="utf-8")

    def change_table(self) -> None:
        (self.folder / "tables" / "brackets.toml").write_text(self.choose.choice(TABLES), encoding="utf-8")

    def change_date(self) -> None:
        self.date = self.choose.choice(DATES)

    def change_demands(self) -> None:
        self.demands = self.choose.choice(((), (undecided,)))

    # ---- building

    def built(self, output: Path, *, cache: Cache | None, jobs: int = 1) -> list[Outcome]:
        batch = gather([self.folder], lists=[], date=self.date, cache=cache)
        return list(build(batch, output, self.demands, [REGISTER], cache=cache, jobs=jobs, recorder=length))


def length(tei: bytes) -> int:
    """A recorder."""
    return len(tei)


def files(output: Path) -> dict[str, bytes]:
    """Return the files that a build has written."""
    found = (p.relative_to(output) for p in sorted(output.rglob("*")) if p.is_file())
    shown = (p for p in found if not any(part.startswith(".") for part in p.parts))
    return {str(p): (output / p).read_bytes() for p in shown}


def said(outcomes: Sequence[Outcome], output: Path) -> list[object]:
    """Return what is said of documents, without what is of the run."""
    return [
        (
            o.transcript,
            o.written and o.written.relative_to(output),
            [p.relative_to(output) for p in o.beside],
            o.problems,
            o.tally,
            o.record,
        )
        for o in outcomes
    ]
