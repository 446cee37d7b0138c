"""The schemas that a user has installed: named, proven by digest, found without network."""
