"""Review: the editor's decisions, kept by quotation and replayed on every build."""
