"""Deposit: from the TEI files of an edition to a package that can be cited, kept and verified by anybody."""
