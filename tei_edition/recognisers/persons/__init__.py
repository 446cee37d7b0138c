"""Persons in the running text: where one is named, and who is meant."""
