"""The proof for anybody's hands: decode a TEI file, and hold it against the digest that it carries."""

from lxml import etree

from tei_edition.model.problem import Problem, Severity
from tei_edition.weaver.decode import decode, parse
from tei_edition.weaver.decode import verify as verify_digest

Root = etree._Element
"""The root element of a file, for callers that hand it on and do not look into it."""


def source_of(root: Root) -> bytes:
    """Write a file that was parsed; its place in the file system is not known any more."""
    return etree.tostring(root.getroottree(), encoding="UTF-8")


def decoded(source: bytes) -> str | None:
    """Return the transcript that a TEI file decodes to, at level B; None if it is not well-formed.

    Args:
        source: the bytes of the file.
    """
    try:
        return decode(parse(source))
    except etree.XMLSyntaxError:
        return None


def proof(source: bytes, *, file: str = "") -> tuple[Problem, ...]:
    """Prove a TEI file against its digest.

    Args:
        source: the bytes of the file.
        file: its name, for problems.

    Returns:
        Nothing if the proof holds; else what is wrong.
    """
    try:
        root = parse(source)
    except etree.XMLSyntaxError as error:
        message = f"The file is not well-formed XML: {error.msg}."
        return (Problem("XM01", Severity.ERROR, message, f"Look at line {error.lineno}.", file=file),)
    return proof_of(root, file=file)


def proof_of(root: etree._Element, *, file: str = "") -> tuple[Problem, ...]:
    """Prove a TEI file that is already parsed against its digest.

    Args:
        root: the element ``TEI``, parsed as by `parse`.
        file: its name, for problems.

    Returns:
        Nothing if the proof holds; else what is wrong.
    """
    result = verify_digest(root)
    if result.holds:
        return ()
    if result.stored is None:
        message = "The file carries no digest of its transcript, so that its text cannot be proven."
        return (Problem("WV02", Severity.ERROR, message, "Build it again from the transcript.", file=file),)
    return (
        Problem(
            "X01",
            Severity.ERROR,
            f"The text is not that of the transcript: its digest is {result.computed[:12]}…, "
            f"but the file carries {result.stored[:12]}….",
            f"Compare `tei-edition decode {file or '{file}'}` with the transcript; undo the change, or "
            "record a new digest.",
            file=file,
        ),
    )
