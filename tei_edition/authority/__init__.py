"""Authority lists: reading them, and the index that finds their names in a text."""
