"""A question in, a checked answer out. The recipe: `ask.answer_events`.

>>> from analysis import open_assistant  # then: open_assistant().ask("谁承担责任？")
"""

from analysis.answer import Answer, Outcome, Turn
from analysis.assistant import Assistant
from analysis.settings import Settings, load_settings
from analysis.wiring import open_assistant

__all__ = [
    "Answer",
    "Assistant",
    "Outcome",
    "Settings",
    "Turn",
    "load_settings",
    "open_assistant",
]
