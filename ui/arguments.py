"""Command-line words as people type them, turned into what the parser takes."""

from collections.abc import Sequence

REPEATABLE = frozenset({"--in", "--voice"})
"""Options that may name several things in a row: --in loan-001 loan-002."""


def repeat_options(words: Sequence[str]) -> list[str]:
    """Write `--in a b` as `--in a --in b`, once the command has its question or file.

    Before that, the word after the option's first value is the question.

    >>> repeat_options(["search", "违约金", "--in", "a", "b", "-k", "5"])
    ['search', '违约金', '--in', 'a', '--in', 'b', '-k', '5']
    >>> repeat_options(["ask", "--in", "a", "谁担责？"])
    ['ask', '--in', 'a', '谁担责？']
    """
    spread: list[str] = []
    positionals = 0
    option: str | None = None  # the option whose value comes next, or may come again
    fresh = False  # whether that option still waits for its first value
    for word in words:
        if word.startswith("-") and word != "-":
            option, fresh = word, True
            spread.append(word)
        elif option is not None and fresh:
            fresh = False
            spread.append(word)
            if option not in REPEATABLE:
                option = None
        elif option in REPEATABLE and positionals > 1:  # the command's name and its question
            spread += [option, word]
        else:
            positionals += 1
            option = None
            spread.append(word)
    return spread
