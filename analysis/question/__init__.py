"""What is asked: a question's kind, whose voice must answer it, and what it leans on."""

from analysis.question.kinds import HEADER_FIELDS, Kind, Question, understand

__all__ = ["HEADER_FIELDS", "Kind", "Question", "understand"]
