"""Asking services of the web for identifiers, by the Reconciliation Service API; nothing is accepted here."""
