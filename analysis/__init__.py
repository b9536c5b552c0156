"""A question in, a checked answer out. The recipe: `ask.answer_events`.

    from analysis import open_assistant

    with open_assistant() as assistant:
        answer = assistant.ask("谁承担责任？")

The names are loaded at first use: reading one of our types must not cost the whole assistant.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.answer import Answer, Outcome, Turn
    from analysis.assistant import Assistant
    from analysis.settings import Settings, load_settings
    from analysis.wiring import open_assistant

_HOMES = {
    "Answer": "analysis.answer",
    "Assistant": "analysis.assistant",
    "Outcome": "analysis.answer",
    "Settings": "analysis.settings",
    "Turn": "analysis.answer",
    "load_settings": "analysis.settings",
    "open_assistant": "analysis.wiring",
}

__all__ = [
    "Answer",
    "Assistant",
    "Outcome",
    "Settings",
    "Turn",
    "load_settings",
    "open_assistant",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'analysis' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
