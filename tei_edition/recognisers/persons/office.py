"""What a description in a list says of a person: the offices that he held, and when."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from tei_edition.tables import table

_YEAR = r"(1[5-9]\d\d|20\d\d)"
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Office:
    """One office in a description."""

    names: tuple[str, ...]
    """Names of offices in it, the chief one first: ``Ambassador``."""
    words: frozenset[str]
    """All its words of three letters or more, in small letters."""
    first: str
    """Month from which it was held, ``YYYY-MM``, or empty."""
    last: str
    """Month until which it was held, or empty."""

    def covers(self, month: str) -> bool:
        """Tell whether it may have been held in a month, ``YYYY-MM``."""
        return (not self.first or self.first <= month) and (not self.last or month <= self.last)


@lru_cache(maxsize=4096)
def offices(description: str) -> tuple[Office, ...]:
    """Take a description apart.

    Args:
        description: such as ``Under Secretary of State until June 1958, thereafter Ambassador to France``.

    Returns:
        The offices in their order; what is said without a date may have been held at any time.
    """
    found: list[Office] = []
    for part in re.split(r"[;,]? thereafter\b|;", description):
        first, last = _period(part)
        if not first and found and found[-1].last and not part.lstrip().startswith("former"):
            first = found[-1].last
        found.append(
            Office(
                _names(part, described=True),
                frozenset(w.casefold() for w in _WORD.findall(part)),
                first,
                last,
            )
        )
    return tuple(found)


@lru_cache(maxsize=4096)
def office_in(words: str) -> str:
    """Return the last office in words such as ``Soviet Amb.`` before a name; nothing if there is none."""
    names = _names(words)
    return names[-1] if names else ""


def _names(part: str, *, described: bool = False) -> tuple[str, ...]:
    found = []
    for m in (_office_in_any_case() if described else _office()).finditer(part):
        # "Special Assistant to the President" does not make one president.
        if not re.search(r"\bto (?:the |\w+ )?$", part[: m.start()]):
            found.append(_as_listed()[m[0].casefold()])
    return tuple(dict.fromkeys(found))


@cache
def _as_listed() -> dict[str, str]:
    offices = table("titles")["offices"]
    return {name.casefold(): offices["short"].get(name, name) for name in offices["names"]}


@cache
def _office_in_any_case() -> re.Pattern[str]:
    return re.compile(_office().pattern, re.IGNORECASE)


@cache
def _office() -> re.Pattern[str]:
    names = sorted(table("titles")["offices"]["names"], key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")


@cache
def _months() -> dict[str, str]:
    return {m.capitalize(): f"{n:02d}" for m, n in table("dates")["months"].items()}


@cache
def _limits() -> re.Pattern[str]:
    month = rf"(?:({'|'.join(_months())})(?: \d{{1,2}},)? )?{_YEAR}"
    bounds = "|".join(map(re.escape, _bounds()))
    return re.compile(rf"(?:({bounds}) )?{month}(?:\s?[–-]\s?{month})?")


@cache
def _bounds() -> dict[str, str]:
    return dict(table("dates")["terms-of-office"])


def _period(part: str) -> tuple[str, str]:
    first = last = ""
    for m in _limits().finditer(part):
        begin = f"{m[3]}-{_months().get(m[2] or '', '')}".rstrip("-")
        if m[5]:
            first, last = begin, f"{m[5]}-{_months().get(m[4] or '', '12')}"
        elif _bounds().get(m[1]) == "last":
            last = begin if m[2] else f"{begin}-12"
        elif _bounds().get(m[1]) == "first":
            first = begin
    return first, last
