"""Answers without a model: which case is meant, which sentences answer, and when to decline."""

from analysis.extract.recipe import Extraction, extract

__all__ = ["Extraction", "extract"]
