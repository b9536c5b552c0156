"""A question in, a checked answer out. The recipe: `ask.ask`; the door: `open_assistant`."""

from analysis.answer import Answer, Outcome
from analysis.assistant import Assistant
from analysis.settings import Settings
from analysis.wiring import open_assistant

__all__ = ["Answer", "Assistant", "Outcome", "Settings", "open_assistant"]
