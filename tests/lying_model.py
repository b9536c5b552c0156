"""A model that lies about its sources, and one that answers from memory.

The lies are those a citation can tell: who speaks, where it stands, what it says, what it adds up
to. Which come is drawn from the prompt, so the same question brings the same lies.
"""

import json
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from scripted_model import INTRODUCED, Asked, Seen, reply_json, statement

from analysis.answer import Statement

_SENTENCE = re.compile(r"[^。；\n]{4,160}[。；]?")
PARTIES = ("原告主张", "被告抗辩", "第三人意见", "当事人举证质证")


@dataclass(frozen=True, slots=True)
class _Shown:
    """The passages of the prompt, and a draw."""

    passages: Sequence[Seen]
    rng: random.Random

    def sentence(self, *voices: str) -> tuple[str, str] | None:
        """A passage's id and a sentence of it, of one of the voices if any are given."""
        said = [(p.id, s) for p in self.passages if not voices or p.voice in voices
                for s in _SENTENCE.findall(p.text)]  # fmt: skip
        return self.rng.choice(said) if said else None


def _plea_as_holding(shown: _Shown) -> dict[str, Any] | None:
    cited = shown.sentence(*PARTIES)
    lead = shown.rng.choice(("法院认为，", "法院查明：", "判决主文：", "本院认定", ""))
    return statement(f"{lead}{cited[1]}", cited) if cited else None


def _lower_as_court(shown: _Shown) -> dict[str, Any] | None:
    cited = shown.sentence("下级裁判")
    lead = shown.rng.choice(("法院认为，", "本院认为：", "法院最终判决，", ""))
    return statement(f"{lead}{cited[1]}", cited) if cited else None


def _from_elsewhere(shown: _Shown) -> dict[str, Any] | None:
    cited, other = shown.sentence(), shown.rng.choice(shown.passages)
    return statement(cited[1], (other.id, cited[1])) if cited else None


def _altered(shown: _Shown) -> dict[str, Any] | None:
    cited = shown.sentence()
    if cited is None:
        return None
    at = shown.rng.randrange(1, len(cited[1]))
    inserted = shown.rng.choice("不未已应的了0")
    words = f"{cited[1][:at]}{inserted}{cited[1][at + shown.rng.randrange(2) :]}"
    return statement(words, (cited[0], words))


def _spliced(shown: _Shown) -> dict[str, Any] | None:
    one, other = shown.sentence(), shown.sentence()
    if one is None or other is None:
        return None
    words = one[1][: len(one[1]) // 2] + other[1][len(other[1]) // 2 :]
    return statement(words, (one[0], words))


def _unknown(shown: _Shown) -> dict[str, Any] | None:
    cited = shown.sentence()
    return statement(cited[1], (f"p-{shown.rng.randrange(2**32):08x}", cited[1])) if cited else None


def _true(shown: _Shown) -> dict[str, Any] | None:
    cited = shown.sentence()
    voice = next((p.voice for p in shown.passages if cited and p.id == cited[0]), "")
    return statement(f"{INTRODUCED.get(voice, '')}{cited[1]}", cited) if cited else None


LIES: tuple[Callable[[_Shown], dict[str, Any] | None], ...] = (
    _plea_as_holding, _lower_as_court, _from_elsewhere, _altered, _spliced, _unknown,
)  # fmt: skip


def deceiving(asked: Asked) -> str:
    """Three lies and a truth, in a drawn order; declined if there is nothing to lie about."""
    rng = random.Random(asked.user)
    shown = _Shown(asked.passages, rng)
    if not shown.passages:
        return reply_json([], "declined")
    told = [*rng.sample(LIES, 3), _true]
    rng.shuffle(told)
    made = [said for tell in told if (said := tell(shown))]
    return reply_json(made, "answered" if made else "declined")


def remembering(old: Sequence[Statement]) -> Callable[[Asked], str]:
    """Says again what it once said: with its old quotes, and then with real ones of today."""

    def reply(asked: Asked) -> str:
        rng = random.Random(json.dumps([s.text for s in old], ensure_ascii=False))
        shown = _Shown(asked.passages, rng)
        cited = shown.sentence()
        if cited is None:
            return reply_json([], "declined")
        made = [statement(s.text[:2000], *((cited[0], c.quote) for c in s.citations)) for s in old]
        made += [statement(s.text[:2000], cited) for s in old]
        return reply_json([*made, _true(shown) or made[0]])

    return reply
