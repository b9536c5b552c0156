"""What is asked: a question's kind, whose voice must answer it, and what it leans on."""

from analysis.question.kinds import DEFENDING, HEADER_FIELDS, Kind, Question, understand

__all__ = ["DEFENDING", "HEADER_FIELDS", "Kind", "Question", "understand"]
