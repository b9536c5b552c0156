"""What is sent fits the model: passages, history, question and reply, whatever they are."""

import random
import sys
from collections.abc import Generator

import pytest
from asking import hit
from scripted_model import Asked, forging

from analysis.answer import Turn
from analysis.model.chain import WrittenReply, answer_with_model
from analysis.model.port import Limits, Piece
from corpus.errors import ModelUnavailable
from corpus.voice import Voice
from prompts.budget import MESSAGE_TOKENS, Room, tokens_at_most, within

LETTERS = "原告被告法院认为判决第条，。“”（）0123456789万元abc \n１２\U00020000😀\x1b<|["
"""Everything that costs differently, and what rendering makes longer by a space."""


class MeasuringModel:
    """Writes down what each request takes in; forges, so that it is always asked to correct."""

    name = "measuring"

    def __init__(self, context: int) -> None:
        self.limits = Limits(context=context)
        self.sent: list[int] = []

    def stream(self, system: str, user: str, patience: float) -> Generator[Piece, None, None]:
        self.sent.append(tokens_at_most(system) + tokens_at_most(user) + 2 * MESSAGE_TOKENS)
        asked = Asked("", {}, {"messages": [{"content": user}]})
        yield Piece(forging(asked) + "\n" + "字" * 5000, "stop")


def words(chance: random.Random, most: int) -> str:
    return "".join(chance.choices(LETTERS, k=chance.randint(1, most)))


def test_five_hundred_questions_never_exceed_the_context() -> None:
    chance = random.Random("500 questions")
    exceeded = refused = passages = requests = 0
    fullest = 0.0
    for number in range(500):
        model = MeasuringModel(chance.choice([8_192, 16_384, 32_768, 65_536, 131_072]))
        most = chance.choice([200, 800, 3000])
        hits = [
            hit(n, chance.choice(list(Voice)), f"{number}.{n}。" + words(chance, most))
            for n in range(1, 25)
        ]
        history = [
            Turn(words(chance, most), words(chance, most)) for _ in range(chance.randint(0, 6))
        ]
        question = words(chance, chance.choice([30, 300, 2000, 20_000]))
        try:
            *_, last = answer_with_model(question, hits, history, model)
        except ModelUnavailable as error:
            assert "PANDU_MODEL_CONTEXT" in str(error) and not model.sent
            refused += 1
            continue
        assert isinstance(last, WrittenReply)
        room = Room(model.limits.context)
        for sent in model.sent:
            exceeded += sent + room.reply > model.limits.context
            fullest = max(fullest, (sent + room.reply) / model.limits.context)
        requests += len(model.sent)
        passages += bool(last.statements)
    sys.stdout.write(
        f"500 questions, {requests} requests: {exceeded} over the context, the fullest at "
        f"{fullest:.1%}; {refused} too long to be asked at all\n"
    )
    assert exceeded == 0 and requests > 600 and fullest > 0.9
    assert 0 < refused < 100  # a question of 20,000 characters and a context of 8,192


def test_the_newest_turns_are_kept() -> None:
    seen: list[str] = []

    class Listening(MeasuringModel):
        def stream(self, system: str, user: str, patience: float) -> Generator[Piece, None, None]:
            seen.append(user)
            yield from super().stream(system, user, patience)

    turns = [Turn(f"第{n}问" + "字" * 290, "答") for n in "甲乙丙丁"]
    model = Listening(8_192)
    list(answer_with_model("问？", [hit(1, Voice.ORDER, "返还。")], turns, model))
    assert "第丁问" in seen[0] and "第甲问" not in seen[0]


@pytest.mark.parametrize(
    ("text", "tokens", "kept"),
    [("判决", 3, "判"), ("判决", 4, "判决"), ("a判", 2, "a"), ("判", 0, ""), ("判", -5, "")],
)
def test_a_text_is_cut_to_what_fits(text: str, tokens: int, kept: str) -> None:
    assert within(text, tokens) == kept


def test_a_context_is_shared_out_whole() -> None:
    for context in range(8_192, 9_000):
        room = Room(context)
        assert room.prompt + room.correction + room.reply + 2 * MESSAGE_TOKENS == context
