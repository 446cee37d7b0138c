"""The XML parser: everything is read with the same caution, whoever made the file."""

from lxml import etree


def xml_parser(*, commented: bool = True) -> etree.XMLParser:
    """Return a parser that loads no DTD and nothing from the network, and resolves no entity.

    Args:
        commented: whether comments and processing instructions are kept.

    Returns:
        The parser. A doubled xml:id does not stop it: that is for validation to report. Its limits of size
        and depth stand.
    """
    return etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        no_network=True,
        huge_tree=False,
        collect_ids=False,
        remove_comments=not commented,
        remove_pis=not commented,
    )
