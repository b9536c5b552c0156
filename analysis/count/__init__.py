"""Counting and listing: numbers over the heads of all judgments, never over the best hits."""

from analysis.count.recipe import Counted, counted

__all__ = ["Counted", "counted"]
