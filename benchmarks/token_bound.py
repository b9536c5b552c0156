"""How far the bound on tokens lies above what tokenizers really make of judgments.

    python benchmarks/token_bound.py TEXTS.jsonl... --tokenizer FILE...

TEXTS hold a judgment a row under "text". A tokenizer is a Hugging Face tokenizer.json or a
.tiktoken file. Prints for each the most tokens of a character outside ASCII in any stretch of
300 characters, and, over 500 prompts made of the texts, how many exceed what is allowed, and how
full the fullest is by its own count and by the bound.
"""

import argparse
import base64
import json
import random
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from corpus.voice import Voice  # noqa: E402
from prompts.budget import Room, tokens_at_most  # noqa: E402
from prompts.render import (  # noqa: E402
    Exchange,
    PassageView,
    RenderedPrompt,
    fit,
    recent,
    render,
)

Count = Callable[[str], int]

STRETCH = 300
PROMPTS = 500
CONTEXT = 65_536
PIECES = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
"""How GPT-4's tokenizer, and Qwen's after it, cut a text before they look words up."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("--tokenizer", nargs="+", type=Path, required=True)
    parser.add_argument("--rows", type=int, default=40, help="rows taken of each file")
    options = parser.parse_args()
    texts = [
        json.loads(line)["text"]
        for file in options.texts
        for line in file.read_text("utf-8").splitlines()[: options.rows]
    ]
    prompts = [prompt_of(texts, number) for number in range(PROMPTS)]
    room = Room(CONTEXT).prompt
    bound = max(tokens_at_most(p.system) + tokens_at_most(p.user) for p in prompts)
    say(f"{len(texts)} judgments, {PROMPTS} prompts, the fullest bounded at {bound / room:.1%}")
    for path in options.tokenizer:
        count = counter(path)
        rate = max(rate_of(count, stretch) for stretch in stretches(texts))
        sizes = [count(p.system) + count(p.user) for p in prompts]
        over = sum(size > room for size in sizes)
        say(f"{path.name}: {rate:.2f} a character, {over} over, fullest {max(sizes) / room:.1%}")


def prompt_of(texts: list[str], number: int) -> RenderedPrompt:
    """A prompt as full as it may be: passages until nothing fits any more."""
    chance = random.Random(number)
    stretch = [chance.choice(stretches([text])) for text in chance.sample(texts, len(texts))]
    views = [
        PassageView(f"{n}", words[:30], chance.choice(list(Voice)), words)
        for n, words in enumerate(stretch)
    ]
    history = recent([Exchange(words[:80], words) for words in stretch[:4]], Room(CONTEXT).history)
    question = stretch[0][:60]
    bare = render(question, (), history)
    left = Room(CONTEXT).prompt - tokens_at_most(bare.system) - tokens_at_most(bare.user)
    return render(question, fit(views, left), history)


def stretches(texts: list[str]) -> list[str]:
    return [t[i : i + STRETCH] for t in texts for i in range(0, max(1, len(t) - STRETCH), STRETCH)]


def rate_of(count: Count, text: str) -> float:
    """Tokens of a character outside ASCII, if every ASCII character has one."""
    plain = sum(c < "\x80" for c in text)
    return (count(text) - plain) / max(1, len(text) - plain)


def counter(path: Path) -> Count:
    if path.suffix == ".json":
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(path))
        return lambda text: len(tokenizer.encode(text, add_special_tokens=False).ids)
    import tiktoken

    rows = [line.split() for line in path.read_bytes().splitlines() if line.strip()]
    ranks = {base64.b64decode(word): int(rank) for word, rank in rows}
    encoding = tiktoken.Encoding(
        path.stem, pat_str=PIECES, mergeable_ranks=ranks, special_tokens={}
    )
    return lambda text: len(encoding.encode_ordinary(text))


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
