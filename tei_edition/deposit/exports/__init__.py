"""Exports: an edition as targets take it that cannot be reached from a command line."""
