"""Garbled reposts: texts whose words a machine has swapped."""

from corpus.judgment import Quality


def quality_of(text: str) -> Quality:
    """How far a text can be trusted."""
    return Quality()


def restore(text: str) -> str:
    """The likely original wording of a garbled text, for the search text only."""
    return text
