"""The version of the reading rules."""

READING_VERSION = 14
"""Raise it with every change of what is read from a text: sentences, voices, header, passages,
statutes, sums, dates. Libraries read by other rules then ask for a rebuild."""
