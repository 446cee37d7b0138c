"""The XML parser: everything is read with the same caution, whoever made the file."""

from collections.abc import Iterator
from typing import TypedDict

from lxml import etree

_PIECE = 1 << 16


class _Options(TypedDict):
    resolve_entities: bool
    load_dtd: bool
    dtd_validation: bool
    attribute_defaults: bool
    no_network: bool
    huge_tree: bool
    collect_ids: bool
    remove_comments: bool
    remove_pis: bool


def _options(*, commented: bool) -> _Options:
    return {
        "resolve_entities": False,
        "load_dtd": False,
        "dtd_validation": False,
        "attribute_defaults": False,
        "no_network": True,
        "huge_tree": False,
        "collect_ids": False,
        "remove_comments": not commented,
        "remove_pis": not commented,
    }


def xml_parser(*, commented: bool = True) -> etree.XMLParser:
    """Return a parser that loads no DTD and nothing from the network, and resolves no entity.

    Args:
        commented: whether comments and processing instructions are kept.

    Returns:
        The parser. A doubled xml:id does not stop it: that is for validation to report. Its limits of size
        and depth stand.
    """
    return etree.XMLParser(**_options(commented=commented))


def read_elements(source: bytes, *tags: str) -> Iterator[etree._Element]:
    """Read a long file element by element, with the caution of ``xml_parser``.

    Args:
        source: the file.
        tags: the elements that are wanted.

    Yields:
        Each of them when it is complete; whoever is done with one may empty it. Then the root, which is
        complete as well. There are no comments and processing instructions.

    Raises:
        lxml.etree.XMLSyntaxError: where the file is not well-formed, after what stands before that place.
    """
    parser = etree.XMLPullParser(events=("end",), tag=tags, **_options(commented=False))
    for start in range(0, len(source), _PIECE):
        parser.feed(source[start : start + _PIECE])
        for _, element in parser.read_events():
            yield element
    yield parser.close()
