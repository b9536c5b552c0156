"""A model tried with a tiny prompt, through the client that answers questions."""

import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

from analysis.model.port import ChatModel
from analysis.model.vendor import LangChainModel
from analysis.settings import Settings
from corpus.errors import PanduError

SYSTEM, PROMPT = "这是一次连接测试。", "请只回复“好”这一个字。"
"""All that is sent: nothing of a library, and no question of a reader's."""

LONGEST = 30.0
"""Seconds for which a word is waited for, however patient the settings are."""


@dataclass(frozen=True, slots=True)
class Trial:
    """How it went: `words` for the reader, and the seconds until the model's first word."""

    works: bool
    words: str
    seconds: float


def try_model(
    settings: Settings,
    waiting: Callable[[float], object],
    build_model: Callable[[Settings], ChatModel] = LangChainModel,
) -> Trial:
    """Ask the model that the settings name for a word; left as soon as one has come.

    `waiting` hears the seconds so far, twice a second; what it raises ends the trial. Never
    raises for a model that fails: its reason is in the words.
    """
    begun = time.monotonic()
    thinks = False
    try:
        model = build_model(settings)
        patience = min(LONGEST, settings.model_timeout)
        with closing(model.stream(SYSTEM, PROMPT, patience)) as pieces:
            for piece in pieces:
                seconds = time.monotonic() - begun
                if piece.text.strip():
                    return Trial(True, f"连接成功：{seconds:.1f} 秒后开始回答。", seconds)
                thinks = thinks or piece.wordless
                if thinks and seconds > 0.9 * patience:  # before the stream's own limit
                    words = f"连接成功，模型想了 {seconds:.0f} 秒还没有开始回答：请调大回答时限。"
                    return Trial(True, words, seconds)
                waiting(seconds)
    except PanduError as error:
        return Trial(False, str(error), time.monotonic() - begun)
    seconds = time.monotonic() - begun
    return Trial(False, f"服务有回应，但模型“{settings.model}”没有写出任何文字。", seconds)
