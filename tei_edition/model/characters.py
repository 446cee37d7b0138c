"""Which characters an XML file can hold (XML 1.0, section 2.2)."""

import re

NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold: C0 controls, surrogates, U+FFFE and U+FFFF."""
