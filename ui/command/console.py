"""Where the commands print: what stands there is text, whatever a document holds."""

from collections.abc import Iterable

from rich.console import Console, ConsoleRenderable, RenderHook
from rich.text import Text

from ui.escape import as_terminal


class _Harmless(RenderHook):
    """Lets the terminal show what a text says, and not do it."""

    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        for shown in renderables:
            if isinstance(shown, Text):
                shown.plain = as_terminal(shown.plain)
        return renderables


OUT = Console(soft_wrap=True, highlight=False)
_err = Console(stderr=True, soft_wrap=True, highlight=False)
for _console in (OUT, _err):
    _console.push_render_hook(_Harmless())


def is_terminal() -> bool:
    """Whether a person watches standard error."""
    return _err.is_terminal


def error_console() -> Console:
    """The console on standard error, for what draws there itself."""
    return _err


def problem(words: str) -> None:
    """One sentence about what went wrong, on standard error."""
    _err.print(Text(words, style="red"))


def lines(words: Iterable[str]) -> None:
    """Lines on standard output as they are."""
    for line in words:
        OUT.print(Text(line))
