"""The grammar of dates and times as they are written, by the table ``dates``.

Our own grammar, because general date parsers fill in from today what a text leaves out, and read a range of
days as a year. It says what the words say and no more: a date without a year has none here. Everything is a
pure function of a text; values are checked against the calendar by the standard library.
"""
