"""What a question is about: its words without those that only ask."""

import re
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("question_words.tsv")


@cache
def question_words() -> re.Pattern[str]:
    """The words that only ask, as one pattern."""
    return re.compile("|".join(f"(?:{pattern})" for pattern, _ in rows()))


def rows() -> list[tuple[str, str]]:
    """The table: a pattern and a question that holds it, in order."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if not line.startswith("#"))
    return [(pattern, example) for pattern, example in pairs]


def without_question_words(question: str) -> str:
    """The question with a space for every word that only asks; as it was if nothing is left.

    >>> without_question_words("被告何时还款？")
    '被告 还款？'
    >>> without_question_words("为什么？")
    '为什么？'
    """
    bare = question_words().sub(" ", question)
    return bare if any(map(str.isalnum, bare)) else question
