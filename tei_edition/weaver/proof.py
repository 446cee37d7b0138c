"""The proof for anybody's hands: decode a TEI file, and hold it against the digest that it carries."""

from lxml import etree

from tei_edition.model.problem import Problem, Severity
from tei_edition.weaver.decode import decode, parse
from tei_edition.weaver.decode import verify as verify_digest


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
        result = verify_digest(parse(source))
    except etree.XMLSyntaxError as error:
        message = f"The file is not well-formed XML: {error.msg}."
        return (Problem("XM01", Severity.ERROR, message, f"Look at line {error.lineno}.", file=file),)
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
