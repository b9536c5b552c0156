"""Command-line words as people type them, turned into what the parser takes."""

from collections.abc import Sequence

REPEATABLE = frozenset({"--in", "--voice", "--court", "--level", "--year", "--cause", "--instance"})
"""Options that may name several things in a row: --in loan-001 loan-002."""

FLAGS = frozenset(
    {
        "--json", "--samples", "--no-samples", "--rebuild", "--browser", "--no-browser",
        "--explain", "--judge", "--undo", "--help",
    }
)  # fmt: skip
"""Options without a value: the word after one is a word of its own."""


COMMANDS_OF_TWO = frozenset({("eval", "compare"), ("eval", "convert"), ("eval", "judge-agreement")})
"""Commands that are called by two words."""


def named_in_one(words: Sequence[str]) -> list[str]:
    """The words with the name of a command as one word, which is how the parser knows it.

    >>> named_in_one(["eval", "compare", "before", "after"])
    ['eval compare', 'before', 'after']
    >>> named_in_one(["eval", "questions.jsonl"]), named_in_one(["eval", "./compare"])
    (['eval', 'questions.jsonl'], ['eval', './compare'])
    """
    if tuple(words[:2]) in COMMANDS_OF_TWO:
        return [" ".join(words[:2]), *words[2:]]
    return list(words)


def repeat_options(words: Sequence[str]) -> list[str]:
    """Write `--in a b` as `--in a --in b`, once the command has its question or file.

    Before that, the word after the option's first value is the question.

    >>> repeat_options(["search", "违约金", "--in", "a", "b", "-k", "5"])
    ['search', '违约金', '--in', 'a', '--in', 'b', '-k', '5']
    >>> repeat_options(["ask", "--in", "a", "谁担责？"])
    ['ask', '--in', 'a', '谁担责？']

    Words after `--` are left as they are.
    """
    spread: list[str] = []
    positionals = 0
    option: str | None = None  # the option whose value comes next, or may come again
    fresh = False  # whether that option still waits for its first value
    for place, word in enumerate(words):
        if word == "--":
            return [*spread, *words[place:]]
        if word.startswith("-") and word != "-":
            option, glued, _ = word.partition("=")
            fresh = not glued
            if option in FLAGS:
                option = None
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
