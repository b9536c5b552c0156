"""Voices: who speaks in each sentence."""

from corpus.passage import Span
from corpus.voice import Voice

_CUES = (
    ("诉称", Voice.PLAINTIFF_CLAIM),
    ("辩称", Voice.DEFENDANT_ARGUMENT),
    ("经审理查明", Voice.COURT_FINDING),
    ("本院认为", Voice.COURT_REASONING),
    ("判决如下", Voice.ORDER),
    ("案件受理费", Voice.COSTS_NOTICE),
)


def voices_of(text: str, sentences: tuple[Span, ...], *, shuffled: bool) -> tuple[Voice, ...]:
    """The voice of each sentence."""
    voice = Voice.OTHER
    voices = []
    for sentence in sentences:
        words = sentence.of(text)
        voice = next((v for cue, v in _CUES if cue in words), voice)
        voices.append(voice)
    return tuple(voices)
