"""How much of a model's context a prompt may take, in tokens that are never counted too low.

No tokenizer is at hand: every model has its own. So a text is given the most tokens that it can
reasonably have. On 120 published judgments, cut into stretches of 300 characters, a character
outside ASCII had at most 0.76 tokens with DeepSeek's tokenizer, 0.97 with Qwen's, 1.13 with
Mistral's, 1.42 with GPT-4's (benchmarks/token_bound.py). Two are assumed.
"""

from dataclasses import dataclass

MESSAGE_TOKENS = 16
"""What a chat template puts around one message, role and borders."""

MESSAGES = 2


def tokens_at_most(text: str) -> int:
    """No fewer tokens than any tokenizer in use makes of the text.

    One for an ASCII character (digits are single tokens), two for other characters of the basic
    plane, four, their bytes, for those beyond it.

    >>> tokens_at_most("a1"), tokens_at_most("判决"), tokens_at_most("😀")
    (2, 4, 4)
    """
    return sum(1 if c < "\x80" else 2 if c <= "\uffff" else 4 for c in text)


def within(text: str, tokens: int) -> str:
    """The longest beginning of the text of at most so many tokens; empty for none or fewer.

    >>> within("判决如下", 5)
    '判决'
    """
    for index, character in enumerate(text):
        tokens -= tokens_at_most(character)
        if tokens < 0:
            return text[:index]
    return text


@dataclass(frozen=True, slots=True)
class Room:
    """How a context of so many tokens is shared out."""

    context: int

    @property
    def reply(self) -> int:
        """Kept free for the reply, and what a model thinks before it."""
        return self.context // 4

    @property
    def correction(self) -> int:
        """Kept free for what a second try is told about the first."""
        return self.context // 16

    @property
    def history(self) -> int:
        """The most that earlier questions and answers may take."""
        return self.context // 8

    @property
    def prompt(self) -> int:
        """What is left for the first request: system text, question, history and passages."""
        return self.context - self.reply - self.correction - MESSAGES * MESSAGE_TOKENS
