"""What is escaped in the entries of lists is what the standard library escapes."""

from xml.sax import saxutils

from hypothesis import given
from hypothesis import strategies as st

from tei_edition.authority.xml_text import escape, quoteattr

_TEXTS = st.text(st.sampled_from("a&<>\"'\n\r\t é"))


@given(_TEXTS)
def test_as_the_standard_library(text):
    assert escape(text) == saxutils.escape(text)
    assert quoteattr(text) == saxutils.quoteattr(text)
