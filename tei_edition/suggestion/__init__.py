"""Suggestions for authority lists: names that are in none, and names that may be of several persons."""
