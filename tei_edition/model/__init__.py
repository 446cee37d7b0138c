"""The nouns of the project: transcript, span, annotation, edition, problem. Standard library only."""
