"""Builds on many computers: a cluster of Dask that exists already does the work.

``worker`` is what its workers do, ``survey`` tells before a build whether they can, and ``connection`` speaks
with it. The last is the one module that needs ``distributed``; whoever does not build on a cluster need not
have it, so it is imported where it is used.
"""
