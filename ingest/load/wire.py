"""Messages between the program and its reading processes: length-prefixed JSON, no pickles.

A reading process may have been taken over by a hostile file, so the parent takes nothing from it
but plain values, up to a size, and cuts the passages out of the text itself.
"""

import json
import struct
from collections.abc import Mapping
from typing import Any, BinaryIO

from corpus.judgment import judgment_id_of
from corpus.passage import Passage, Span
from corpus.record import judgment_from_row, judgment_row
from corpus.voice import Voice
from ingest.load.outcome import Arrival, Refused

LARGEST_MESSAGE = 32 * 1024 * 1024
"""Bytes of one message: a text of LONGEST_TEXT characters with its passages stays below."""

LONGEST_TEXT = 2_000_000
"""Characters of one document. The longest judgments known have several hundred thousand."""

_LENGTH = struct.Struct(">I")


class BrokenMessage(Exception):
    """What came is no message: cut off, too large, or not what was agreed."""


def send(stream: BinaryIO, message: Mapping[str, Any]) -> None:
    """Write one message and flush. Lone surrogates, as odd file names have, go through."""
    body = json.dumps(message, ensure_ascii=False, separators=(",", ":"))
    data = body.encode("utf-8", "surrogatepass")
    if len(data) > LARGEST_MESSAGE:
        raise BrokenMessage(f"{len(data)} bytes")
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def receive(stream: BinaryIO) -> dict[str, Any] | None:
    """The next message, or None at the end. Raises BrokenMessage for anything else."""
    head = stream.read(_LENGTH.size)
    if not head:
        return None
    if len(head) < _LENGTH.size:
        raise BrokenMessage("cut off")
    (length,) = _LENGTH.unpack(head)
    if length > LARGEST_MESSAGE:
        raise BrokenMessage(f"{length} bytes")
    data = stream.read(length)
    if len(data) < length:
        raise BrokenMessage("cut off")
    try:
        message = json.loads(data.decode("utf-8", "surrogatepass"))
    except ValueError as error:
        raise BrokenMessage(str(error)) from error
    if not isinstance(message, dict):
        raise BrokenMessage("no object")
    return message


def outcome_as_json(outcome: Arrival | Refused) -> dict[str, Any]:
    """A message that `outcome_from_json` reads back."""
    if isinstance(outcome, Refused):
        return {"refused": [outcome.origin, outcome.source_id, outcome.reason]}
    return {
        "arrived": [outcome.origin, outcome.source_id, outcome.remark],
        "judgment": judgment_row(outcome.judgment),
        "passages": [
            [p.id, p.span.start, p.span.end, p.voice.value, p.search_text] for p in outcome.passages
        ],
    }


def outcome_from_json(message: Mapping[str, Any]) -> Arrival | Refused:
    """The outcome a message holds. Raises BrokenMessage for a message that holds none."""
    try:
        if "refused" in message:
            origin, source_id, reason = map(str, message["refused"])
            return Refused(origin, source_id, reason)
        origin, source_id, remark = map(str, message["arrived"])
        judgment = judgment_from_row(message["judgment"])
        if judgment.id != judgment_id_of(judgment.text):
            raise BrokenMessage("id of another text")
        passages = tuple(
            Passage(
                id=id_,
                judgment_id=judgment.id,
                span=Span(start, end),
                voice=Voice(voice),
                text=judgment.text[start:end],
                search_text=search_text,
            )
            for id_, start, end, voice, search_text in message["passages"]
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BrokenMessage(repr(error)) from error
    return Arrival(judgment, passages, origin, source_id, remark)
