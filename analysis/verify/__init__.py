"""Verification: what speaks against a statement, given the passages it may rest on."""

from analysis.verify.statement import citation_of, verify_statement

__all__ = ["citation_of", "verify_statement"]
