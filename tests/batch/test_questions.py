"""What a document asks of the lists is noted, with the answer, and can be asked again."""

import json

import pytest

from tei_edition.authority.csv_list import read_csv
from tei_edition.authority.index import NameIndex
from tei_edition.authority.term_index import TermIndex, words_of
from tei_edition.authority.written_name import WrittenName
from tei_edition.batch.listener import ListeningIndex, ListeningTerms
from tei_edition.batch.questions import Asked, Lists, still_so
from tei_edition.model.authority import Authority, Entity, Name

PEOPLE = "id,surname,forename,role,display\norlov,Orlov,Pavel,general,\nkim,Kim,Il Sung,,Kim Il Sung\n"
TEXT = "Pavel Orlov spoke of MAP."


def lists(people: str = PEOPLE, term: str = "MAP") -> Lists:
    listed = Entity("term-map", "term", (Name(term),), "a plan")
    authority = Authority((*read_csv(people, file="")[0], listed))
    return Lists(authority, NameIndex.of(authority), TermIndex(authority.entities, lambda _: False))


ASKING = {
    "names": lambda asked: ListeningIndex(asked).matches(TEXT),
    "terms": lambda asked: ListeningTerms(asked).matches(TEXT, words_of(TEXT)),
    "terms of some words": lambda asked: ListeningTerms(asked).matches(TEXT, [("MAP", "map")]),
    "entry": lambda asked: ListeningIndex(asked).entity("pers-orlov"),
    "same": lambda asked: ListeningIndex(asked).listed.same(WrittenName("Orlow", ("Pavel",))),
    "near": lambda asked: ListeningIndex(asked).listed.near(WrittenName("Orlof", ("P.",), "Jr.")),
    "romanised": lambda asked: ListeningIndex(asked).listed.romanised("Kim Il-song"),
}
OTHERS = {
    "names": lists(PEOPLE.replace("general", "admiral")),
    "terms": lists(term="MAPS"),
    "terms of some words": lists(term="MAPS"),
    "entry": lists(PEOPLE.replace("general", "admiral")),
    "same": lists(PEOPLE.replace("Orlov", "Petrov")),
    "near": lists(PEOPLE.replace("Orlov", "Petrov")),
    "romanised": lists(PEOPLE.replace("Kim", "Mao")),
}


@pytest.mark.parametrize("what", ASKING)
def test_a_question_is_noted_and_answered_again(what: str) -> None:
    asked = Asked(lists())
    answer = ASKING[what](asked)
    assert answer, "the question is one to which there is an answer"
    [question] = json.loads(json.dumps(asked.questions))
    assert question[0] == what.split(" ")[0]

    assert still_so(lists(), [question], asked.digest)
    assert not still_so(OTHERS[what], [question], asked.digest)


def test_an_index_that_listens_answers_as_the_other() -> None:
    asked = Asked(lists())
    heard = ListeningIndex(asked)
    assert heard.matches(TEXT) == asked.lists.index.matches(TEXT)
    assert heard.entity("pers-kim") is asked.lists.index.entity("pers-kim")
    assert len(asked.answers) == 2


def test_who_asks_something_new_is_not_answered() -> None:
    with pytest.raises(AttributeError):
        NameIndex.listed.fget(ListeningIndex.__new__(ListeningIndex))  # type: ignore[attr-defined]
    with pytest.raises(AttributeError):
        NameIndex.matches(ListeningIndex(Asked(lists())), TEXT)


@pytest.mark.parametrize("question", [["entry", "nobody"], ["weather"], [], ["names", 7], ["near", "x"]])
def test_a_foreign_question_has_no_answer(question: list[object]) -> None:
    assert not still_so(lists(), [question], "x")
