"""Cells of a CSV that a spreadsheet program opens: what comes from elsewhere must not act as a formula."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_text(cell: str) -> str:
    """Return a cell that a spreadsheet program takes for text.

    Args:
        cell: any text from a transcript or a service.

    Returns:
        The text; with an apostrophe before it if it would be taken for a formula.
    """
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def as_written(cell: str) -> str:
    """Return what ``as_text`` was given."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell
