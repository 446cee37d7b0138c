"""The classes of square brackets, one family a module, and the cascade in which they are tried.

A test takes a bracket in its context and returns the annotations that say what it is, or None.
"""
