"""Command lines as people type them."""

import pytest

from ui.command.arguments import FLAGS, REPEATABLE, repeat_options
from ui.command.commands import app
from ui.conditions import OPTIONS


@pytest.mark.parametrize(
    ("typed", "parsed"),
    [
        ("search 问 --in a b", "search 问 --in a --in b"),
        ("search 问 --in a --in b", "search 问 --in a --in b"),
        ("search 问 --in=a b", "search 问 --in=a --in b"),
        ("search 问 --in a b -k 5", "search 问 --in a --in b -k 5"),
        (
            "search 问 --voice 判决主文 法院说理 --in a",
            "search 问 --voice 判决主文 --voice 法院说理 --in a",
        ),
        ("ask 问 --court 杭州 北京 --year 2021", "ask 问 --court 杭州 --court 北京 --year 2021"),
        ("search --in a 问", "search --in a 问"),  # the question, not a second source
        ("search --json 问 --in a b", "search --json 问 --in a --in b"),  # a flag takes no value
        ("search 问 --in a b --json", "search 问 --in a --in b --json"),
        ("search 问 -k 5 --in a b", "search 问 -k 5 --in a --in b"),
        ("eval q.jsonl --out d --in a b", "eval q.jsonl --out d --in a --in b"),
        ("ingest a b c", "ingest a b c"),
        ("ingest --samples a b", "ingest --samples a b"),
        ("ask -- --问 --in a b", "ask -- --问 --in a b"),  # left as it is
        ("search - --in a b", "search - --in a --in b"),  # a lone dash is a word
        ("", ""),
    ],
)
def test_repeat_options(typed: str, parsed: str) -> None:
    assert repeat_options(typed.split()) == parsed.split()


def test_every_option_that_narrows_a_search_takes_several_values() -> None:
    assert {option for option, _ in OPTIONS.values()} == REPEATABLE


def test_every_flag_of_the_commands_is_known() -> None:
    import typer.main

    group = typer.main.get_command(app)
    flags = {
        name
        for command in group.commands.values()  # type: ignore[attr-defined]
        for option in command.params
        if getattr(option, "is_flag", False)
        for name in [*option.opts, *option.secondary_opts]
    }
    assert "--json" in flags
    assert flags <= FLAGS
