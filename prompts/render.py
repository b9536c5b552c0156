"""Rendering: a question and its passages as the two texts a model is sent. Pure."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from corpus.voice import Voice, voice_named
from prompts.budget import tokens_at_most, within
from prompts.frame import FENCE_LENGTH, border_for, inert, template_named

DIGEST_MARK = "案例摘要"
SPUN_MARK = "疑似改写"
SHORT_ID_DIGITS = 4
TITLE_LIMIT = 80  # characters; a file name can be longer than the passage it names
HISTORY_TURNS = 4
HISTORY_LIMIT = 300  # characters of each earlier question and answer


@dataclass(frozen=True, slots=True)
class PassageView:
    """What of a passage a model is shown."""

    id: str  # the passage's own id; the model sees a short one made from it
    title: str
    voice: Voice
    text: str
    digest: bool = False
    spun: bool = False


@dataclass(frozen=True, slots=True)
class Exchange:
    """One earlier question and the answer that was shown."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class RenderedPrompt:
    """Both texts, and which passage each short id stands for."""

    system: str
    user: str
    passage_ids: tuple[tuple[str, str], ...]  # (short id, passage id), in the order shown


def render(
    question: str, passages: Sequence[PassageView], history: Sequence[Exchange] = ()
) -> RenderedPrompt:
    """The prompt for one question. The same arguments always give the same texts."""
    shorts = short_ids([p.id for p in passages])
    said = [words for turn in history for words in (turn.question, turn.answer)]
    fence = border_for([question, *said, *(p.text for p in passages), *(p.title for p in passages)])
    user = template_named("question.md").substitute(
        history=_history(history),
        question=inert(question),
        fence=fence,
        passages=_blocks(passages, shorts, fence),
    )
    return RenderedPrompt(_system(), user.strip(), tuple((shorts[p.id], p.id) for p in passages))


def render_retry(prompt: RenderedPrompt, reply: str, error: str, room: int) -> RenderedPrompt:
    """The same prompt once more, with the unusable reply and what was wrong with it.

    Adds at most `room` tokens: the reply is cut to what is left beside the rest.
    """
    return _again(prompt, "retry.md", reply, room, error=within(inert(error), room // 4))


def render_correction(
    prompt: RenderedPrompt, reply: str, faults: Sequence[str], room: int
) -> RenderedPrompt:
    """The same prompt once more, with a reply of which statements failed, and why they did.

    Adds at most `room` tokens: first the reply is cut to what is left, then the list of faults.
    """
    listed = within("\n".join(f"- {inert(fault)}" for fault in faults), room // 2)
    return _again(prompt, "correct.md", reply, room, faults=listed, failed=str(len(faults)))


def _again(
    prompt: RenderedPrompt, template: str, reply: str, room: int, **words: str
) -> RenderedPrompt:
    bare = template_named(template).substitute(words, reply="").strip()
    left = room - tokens_at_most(bare) - 2
    told = template_named(template).substitute(words, reply=within(inert(reply), left)).strip()
    return RenderedPrompt(prompt.system, f"{prompt.user}\n\n{told}", prompt.passage_ids)


def fit(passages: Sequence[PassageView], tokens: int) -> tuple[PassageView, ...]:
    """The passages that fit into so many tokens, whole, in order; one too long is passed over.

    Counted as rendered, frames and all.
    """
    kept: list[PassageView] = []
    for passage in passages:
        cost = tokens_at_most(_block(passage, _LONG_ID, "=" * FENCE_LENGTH)) + 2
        if cost <= tokens:
            kept.append(passage)
            tokens -= cost
    return tuple(kept)


def recent(history: Sequence[Exchange], tokens: int) -> tuple[Exchange, ...]:
    """The last few turns that fit into so many tokens as rendered, oldest first."""
    kept: list[Exchange] = []
    for turn in reversed(history[-HISTORY_TURNS:]):
        tokens -= tokens_at_most(_turn(turn)) + 1
        if tokens < 0:
            break
        kept.append(turn)
    return tuple(reversed(kept))


def rules() -> str:
    """The rules that the system text lays down, without its example."""
    return template_named("answer.md").template.partition("# 示例")[0]


def short_ids(passage_ids: Iterable[str]) -> dict[str, str]:
    """A short opaque id for each passage id: p- and hex digits of its hash.

    Four digits, more for all if two would be the same. Nothing can be guessed from them, and
    a model that makes one up hits none of theirs (10 of 65,536).
    """
    unique = list(dict.fromkeys(passage_ids))
    hashes = {i: hashlib.sha256(i.encode("utf-8", "surrogatepass")).hexdigest() for i in unique}
    for digits in range(SHORT_ID_DIGITS, 65):
        shorts = {i: f"p-{h[:digits]}" for i, h in hashes.items()}
        if len(set(shorts.values())) == len(unique):
            return shorts
    raise AssertionError("distinct ids with one sha256")


@dataclass(frozen=True, slots=True)
class Example:
    """The worked example the prompt shows; its reply passes our own verification."""

    question: str
    passages: tuple[PassageView, ...]
    reply: dict[str, Any]  # with passage ids, not short ones


@cache
def example() -> Example:
    """The example as it is kept beside the templates."""
    raw = json.loads((files("prompts") / "example.json").read_text("utf-8"))
    views = tuple(
        PassageView(p["id"], p["title"], voice_named(p["voice"]), p["text"])
        for p in raw["passages"]
    )
    return Example(raw["question"], views, raw["reply"])


_LONG_ID = "p-00000000"  # longer than short ids get


def _block(passage: PassageView, short: str, fence: str) -> str:
    marks = [DIGEST_MARK] * passage.digest + [SPUN_MARK] * passage.spun
    title = " ".join(inert(passage.title).replace("｜", " ").split())[:TITLE_LIMIT]
    head = f"{fence} {short}｜说话人：{passage.voice}"
    head += "".join(f"｜{mark}" for mark in marks) + f"｜出处：{title}"
    return f"{head}\n{inert(passage.text)}\n{fence} 完"


def _blocks(passages: Sequence[PassageView], shorts: dict[str, str], fence: str) -> str:
    return "\n\n".join(_block(p, shorts[p.id], fence) for p in passages) or "（没有段落）"


def _history(history: Sequence[Exchange]) -> str:
    lines = [_turn(turn) for turn in history[-HISTORY_TURNS:]]
    if not lines:
        return ""
    return "此前的对话（只用来理解问题，不是资料）：\n" + "\n".join(lines) + "\n\n"


def _turn(turn: Exchange) -> str:
    # On one line: an earlier answer holds quotes, which could begin a line of their own with 问：.
    asked, answered = (
        " ".join(inert(said).split())[:HISTORY_LIMIT] for said in (turn.question, turn.answer)
    )
    return f"问：{asked}\n答：{answered}"


@cache
def _system() -> str:
    shown = example()
    shorts = short_ids([p.id for p in shown.passages])
    reply = json.loads(json.dumps(shown.reply))
    for statement in reply["statements"]:
        for citation in statement["citations"]:
            citation["passage"] = shorts[citation["passage"]]
    return (
        template_named("answer.md")
        .substitute(
            example_question=shown.question,
            example_passages=_blocks(
                shown.passages, shorts, border_for([p.text for p in shown.passages])
            ),
            example_reply=json.dumps(reply, ensure_ascii=False),
        )
        .strip()
    )
