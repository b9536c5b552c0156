"""A model on the scripted server, and two passages to ask it about."""

from pydantic import SecretStr
from scripted_model import ModelServer

from analysis.model.vendor import LangChainModel
from analysis.settings import Settings
from corpus.passage import Passage, Span
from corpus.voice import Voice
from retrieval.hit import Hit

KEY = "sk-do-not-show-me-0123456789"


def hit(number: int, voice: Voice, text: str) -> Hit:
    start = 1000 * number
    passage = Passage(f"j#{number:04}", "j", Span(start, start + len(text)), voice, text, text)
    return Hit(passage, "j.docx", "张某与李某借款案", 1.0)


HITS = (
    hit(1, Voice.ORDER, "一、被告李某返还原告张某借款32000元。二、驳回其他诉讼请求。"),
    hit(2, Voice.PLAINTIFF_CLAIM, "原告张某要求李某返还借款50000元。"),
)


def build(server: ModelServer, timeout: float = 10.0, key: str | None = KEY) -> LangChainModel:
    return LangChainModel(
        Settings(
            model="scripted",
            model_base_url=server.url,
            model_api_key=SecretStr(key) if key else None,
            model_timeout=timeout,
        )
    )


class Pauses(list[float]):
    """A `sleep` that only writes down how long it should have been."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)
