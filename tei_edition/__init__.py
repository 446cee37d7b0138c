"""From a plain transcript to a citable TEI edition, with proof that not one character was lost."""

__version__ = "0.1.0"
