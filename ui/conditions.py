"""Where to look, as the options of search, ask and eval put it."""

import functools
import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, get_type_hints

import typer

from analysis import Assistant
from corpus.errors import UsageError
from corpus.scope import INSTANCE_NAMES, LEVEL_NAMES, Filter, Scope, filter_of
from corpus.voice import Voice, voice_named

OPTIONS: dict[str, tuple[str, str]] = {
    # parameter: option, help
    "names": ("--in", "只在这些文书里找（来源名或编号），可写多个。"),
    "courts": ("--court", "只找这些法院的文书，写名称或其中几个字，如 杭州互联网。"),
    "levels": ("--level", f"只找这些层级的法院：{'、'.join(LEVEL_NAMES)}。"),
    "years": ("--year", "只找这些年份裁判的，如 2021 或 2020-2023。"),
    "causes": ("--cause", "只找这些案由的，写名称或其中几个字，如 民间借贷。"),
    "instances": ("--instance", f"只找这些审级的：{'、'.join(INSTANCE_NAMES)}。"),
    "voices": ("--voice", "只要这些说话人的话，如 法院说理。"),
}
"""Every option that narrows a search; each may be given several times or several values."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """Which judgments and whose words are asked for, not yet looked up in a library."""

    names: tuple[str, ...] = ()
    voices: tuple[Voice, ...] = ()
    wanted: Filter = Filter()

    @property
    def words(self) -> str:
        """The conditions but the names, for the reader; empty if there are none."""
        voices = f"说话人 {'或'.join(self.voices)}" if self.voices else ""
        return "，".join(filter(None, (str(self.wanted), voices)))

    def scope(self, assistant: Assistant) -> Scope:
        """What that is in this library. Raises UsageError for an unknown name."""
        return assistant.scope(self.names, self.voices, self.wanted)

    def as_json(self, scope: Scope) -> dict[str, Any]:
        """What the filter left, to stand beside the hits; empty where no filter was given."""
        if self.wanted.is_everything:
            return {}
        left = len(scope.judgment_ids or ())
        return {"scope": {"filter": self.words, "judgments": left, "silent": scope.silent}}

    def notice(self, scope: Scope) -> str:
        """What narrows the search and how much is left; empty where only names do, or nothing."""
        if self.wanted.is_everything:
            return f"范围：{self.words}。" if self.words else ""
        left = len(scope.judgment_ids or ())
        silent = f"；另有 {scope.silent} 份没有写明，未计入" if scope.silent else ""
        return f"范围：{self.words}，共 {left} 份文书{silent}。"


def conditions_of(given: Mapping[str, Sequence[str] | None]) -> Conditions:
    """The conditions in the options' words. Raises UsageError, listing what is valid."""
    words = {name: tuple(given.get(name) or ()) for name in OPTIONS}
    try:
        voices = tuple(voice_named(name) for name in words.pop("voices"))
        return Conditions(words.pop("names"), voices, filter_of(**words))
    except ValueError as error:
        raise UsageError(f"{error}。") from error


def narrowed(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command every option above in place of its parameter `conditions`.

    Typer reads a command's options from its signature; this writes them there once for three.
    """

    @functools.wraps(command)
    def with_options(**given: Any) -> None:  # noqa: ANN401
        words = {name: given.pop(name) for name in OPTIONS}
        command(**given, conditions=conditions_of(words))

    parameters = []
    hints = get_type_hints(command, include_extras=True)
    for name, parameter in inspect.signature(command).parameters.items():
        if name == "conditions":
            parameters += [_option(name, *told) for name, told in OPTIONS.items()]
        else:
            parameters.append(parameter.replace(annotation=hints[name]))
    del with_options.__wrapped__
    with_options.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    with_options.__annotations__ = {p.name: p.annotation for p in parameters}
    return with_options


def _option(name: str, flag: str, told: str) -> inspect.Parameter:
    kind = Annotated[list[str] | None, typer.Option(flag, help=told)]
    return inspect.Parameter(
        name, inspect.Parameter.POSITIONAL_OR_KEYWORD, default=None, annotation=kind
    )
