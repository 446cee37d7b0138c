"""A date that is written in any of its forms is read back as the same day; an hour as the same minute."""

import datetime
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei_edition.tables import table
from tei_edition.tables.chronology.clock import clocks
from tei_edition.tables.chronology.figures import figure_dates
from tei_edition.tables.chronology.written import written_dates

MONTHS = [name.capitalize() for name in table("dates")["months"]]
SHORT = {n: name.capitalize() for name, n in table("dates")["abbreviated-months"].items()} | {5: "May"}
ROMAN = {n: name for name, n in table("dates")["roman"].items()}
ORDINALS = {n: name for name, n in table("dates")["ordinals"].items()}
DAYS = st.dates(datetime.date(1917, 1, 1), datetime.date(1999, 12, 31))

Form = Callable[[datetime.date], str]


def nth(day: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th") if day not in (11, 12, 13) else "th"
    return f"{day}{ending}"


def month(d: datetime.date) -> str:
    return MONTHS[d.month - 1]


WRITTEN: dict[str, Form] = {
    "13 February 1963": lambda d: f"{d.day} {month(d)} {d.year}",
    "13 February, 1963": lambda d: f"{d.day} {month(d)}, {d.year}",
    "February 13, 1963": lambda d: f"{month(d)} {d.day}, {d.year}",
    "February 03, 1963": lambda d: f"{month(d)} {d.day:02}, {d.year}",
    "February 13 1963": lambda d: f"{month(d)} {d.day} {d.year}",
    "February 13,1963": lambda d: f"{month(d)} {d.day},{d.year}",
    "FEBRUARY 13, 1963": lambda d: f"{month(d).upper()} {d.day}, {d.year}",
    "the 13th of February 1963": lambda d: f"the {nth(d.day)} of {month(d)} {d.year}",
    "13. February 1963": lambda d: f"{d.day}. {month(d)} {d.year}",
    "13. Feb. 1963": lambda d: f"{d.day}. {SHORT[d.month]}. {d.year}".replace("May.", "May"),
    "13th February 1963": lambda d: f"{nth(d.day)} {month(d)} {d.year}",
    "February 13th, 1963": lambda d: f"{month(d)} {nth(d.day)}, {d.year}",
    "thirteenth of February 1963": lambda d: f"{ORDINALS[d.day]} of {month(d)} {d.year}",
    "“13” February 1963": lambda d: f"“{d.day}” {month(d)} {d.year}",
    '13" February 1963': lambda d: f'{d.day}" {month(d)} {d.year}',
    "13 Feb. 1963": lambda d: f"{d.day} {SHORT[d.month]}. {d.year}".replace("May.", "May"),
    "Feb 13, 1963": lambda d: f"{SHORT[d.month]} {d.day}, {d.year}",
    "13 FEB 1963": lambda d: f"{d.day} {SHORT[d.month].upper()} {d.year}",
    "13-Feb-1963": lambda d: f"{d.day}-{SHORT[d.month]}-{d.year}",
    "13 February [1963]": lambda d: f"{d.day} {month(d)} [{d.year}]",
    "13 February [19]63": lambda d: f"{d.day} {month(d)} [19]{d.year % 100:02}",
    "[February] 13, 1963": lambda d: f"[{month(d)}] {d.day}, {d.year}",
    "1963 February 13": lambda d: f"{d.year} {month(d)} {d.day}",
    "13.II 1963": lambda d: f"{d.day}.{ROMAN[d.month]} {d.year}",
    "13. II. 63": lambda d: f"{d.day}. {ROMAN[d.month]}. {d.year % 100:02}",
    "13.II.1963": lambda d: f"{d.day}.{ROMAN[d.month]}.{d.year}",
    "13/II/63": lambda d: f"{d.day}/{ROMAN[d.month]}/{d.year % 100:02}",
    "13/II-63": lambda d: f"{d.day}/{ROMAN[d.month]}-{d.year % 100:02}",
    "13-II-63": lambda d: f"{d.day}-{ROMAN[d.month]}-{d.year % 100:02}",
    "13.II. [19]63": lambda d: f"{d.day}.{ROMAN[d.month]}. [19]{d.year % 100:02}",
    "over a line end": lambda d: f"{d.day}\n{month(d)} {d.year}",
}  # fmt: skip

FIGURES: dict[str, tuple[Form, str]] = {
    "13.02.1963": (lambda d: f"{d.day:02}.{d.month:02}.{d.year}", "day-month"),
    "13.2.63": (lambda d: f"{d.day}.{d.month}.{d.year % 100:02}", "day-month"),
    "13. 2. 63": (lambda d: f"{d.day}. {d.month}. {d.year % 100:02}", "day-month"),
    "02/13/1963": (lambda d: f"{d.month:02}/{d.day:02}/{d.year}", "month-day"),
    "2/13/63": (lambda d: f"{d.month}/{d.day}/{d.year % 100:02}", "month-day"),
    "1963-02-13": (lambda d: f"{d.year}-{d.month:02}-{d.day:02}", "month-day"),
}


@pytest.mark.parametrize("form", WRITTEN.values(), ids=WRITTEN)
@given(day=DAYS)
def test_a_day_is_read_back(form: Form, day: datetime.date) -> None:
    text = f"He came on {form(day)} and left."

    found = list(written_dates(text))

    assert [(d.iso, d.last) for d in found] == [(day.isoformat(), None)]
    assert text[found[0].start : found[0].end] == form(day).removeprefix("the ")


@pytest.mark.parametrize(("form", "order"), FIGURES.values(), ids=FIGURES)
@given(day=DAYS)
def test_figures_are_read_back_if_either_cannot_be_the_month(
    form: Form, order: str, day: datetime.date
) -> None:
    text = f"He came on {form(day)} and left."

    (found,) = figure_dates(text)

    assert text[found.start : found.end] == form(day)
    if found.ambiguous:
        assert day.day <= 12 and found.order is None
    assert found.read(order).iso == day.isoformat()  # type: ignore[arg-type]


@pytest.mark.parametrize("dash", ["–", "-", "—", " – ", " to "])
@given(first=DAYS, days=st.integers(1, 400))
def test_two_days_are_one_range(dash: str, first: datetime.date, days: int) -> None:
    last = first + datetime.timedelta(days)
    written = [f"{d.day} {month(d)} {d.year}" for d in (first, last)]

    (found,) = written_dates(f"from {dash.join(written)} in town")

    assert (found.iso, found.iso_last) == (first.isoformat(), last.isoformat())


@given(first=DAYS, days=st.integers(1, 60))
def test_what_two_days_share_is_written_once(first: datetime.date, days: int) -> None:
    last = first + datetime.timedelta(days)
    if (first.year, first.month) == (last.year, last.month):
        texts = [
            f"{first.day}–{last.day} {month(last)} {last.year}",
            f"{month(first)} {first.day}–{last.day}, {last.year}",
        ]
    else:
        texts = [
            f"{first.day} {month(first)}–{last.day} {month(last)} {last.year}",
            f"{month(first)} {first.day}–{month(last)} {last.day}, {last.year}",
        ]

    for text in texts:
        (found,) = written_dates(text)
        assert (found.iso, found.iso_last) == (first.isoformat(), last.isoformat())


CLOCKS: dict[str, Callable[[datetime.time], str]] = {
    "0130Z": lambda t: f"{t:%H%M}Z",
    "0130 hours": lambda t: f"{t:%H%M} hours",
    "0130hs": lambda t: f"{t:%H%M}hs",
    "1:30": lambda t: f"{t.hour}:{t.minute:02}",
    "1:30 a.m.": lambda t: f"{(t.hour - 1) % 12 + 1}:{t.minute:02} {'ap'[t.hour > 11]}.m.",
    "1.30 A. M.": lambda t: f"{(t.hour - 1) % 12 + 1}.{t.minute:02} {'AP'[t.hour > 11]}. M.",
    "1:30 am": lambda t: f"{(t.hour - 1) % 12 + 1}:{t.minute:02} {'ap'[t.hour > 11]}m",
}  # fmt: skip


@pytest.mark.parametrize("form", CLOCKS.values(), ids=CLOCKS)
@given(hour=st.integers(0, 23), minute=st.integers(0, 59))
def test_an_hour_is_read_back(form: Callable[[datetime.time], str], hour: int, minute: int) -> None:
    text = f"He came at {form(datetime.time(hour, minute))}, and left."

    (found,) = clocks(text)

    assert (found.first, found.last) == (f"{hour:02}:{minute:02}", None)
    assert not found.military


@given(text=st.text(alphabet="0123456789 .,-–/:[]\"“”JanuyMchOtober XIVadeforpm'stl\n", max_size=60))
def test_any_text_is_read_and_what_is_found_lies_in_it_in_order(text: str) -> None:
    for grammar in (written_dates, figure_dates, clocks):
        done = 0
        for found in grammar(text):  # type: ignore[operator]
            assert done <= found.start < found.end <= len(text)
            done = found.end
