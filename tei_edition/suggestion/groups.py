"""Which written names are forms of one name, as far as their looks tell: a proposal to the editor."""

from collections.abc import Iterable, Iterator, Mapping

from tei_edition.authority.likeness import Keys, go_together, surname_key
from tei_edition.authority.written_name import WrittenName

Group = tuple[WrittenName, ...]
"""Forms of one name, the fullest first."""


def groups(names: Mapping[WrittenName, int]) -> tuple[Group, ...]:
    """Put forms of one name together.

    Args:
        names: the forms, with how often each occurs.

    Returns:
        The groups, each form in one. The surname of all forms of a group is the same in any transliteration,
        and every forename goes with every other; a surname that differs in a letter or two joins only where
        forenames speak for it. A form that fits several groups stays alone: it cannot be told whose it is.
        The order of the forms makes no difference.
    """
    found: list[list[WrittenName]] = []
    by_key: dict[str, list[list[WrittenName]]] = {}
    keys = Keys()
    for name in sorted(names, key=lambda n: ([-f for f in n.fullness], -names[n], n)):
        key = surname_key(name.surname)
        own = list(_fitting(name, by_key.get(key, [])))
        if not own and name.forenames:
            near = (g for other in keys.like(key) for g in by_key[other])
            own = [g for g in _fitting(name, near) if all(member.forenames for member in g)]
        if len(own) == 1:
            own[0].append(name)
        else:
            found.append([name])
            if key not in by_key:
                keys.add(key)
            by_key.setdefault(key, []).append(found[-1])
    return tuple(tuple(group) for group in found)


def _fitting(name: WrittenName, among: Iterable[list[WrittenName]]) -> Iterator[list[WrittenName]]:
    return (group for group in among if all(go_together(name, member) for member in group))
