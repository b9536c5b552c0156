"""A .jsonl in parts: told as if one process had read the whole file."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.load.child import _outcomes
from ingest.load.outcome import Arrival, Outcome, Refused
from ingest.load.tally import MOST_REFUSED
from ingest.load.wish import Part, wish_as_json, wish_from_json
from ingest.parts import PART, Joined, parts_of
from ingest.sandbox import Sandbox

TEXT = "某某县人民法院民事判决书。本院认为，被告应当归还借款{}元。"
SMALL = 200  # bytes of a part: two or three rows


def row(identifier: object, number: int, **more: object) -> str:
    return json.dumps({"id": identifier, "text": TEXT.format(number), **more}, ensure_ascii=False)


TWICE = [row(f"案{n % 4}", n) for n in range(12)]  # an id of a row that another part holds
FILES: dict[str, bytes] = {
    "plain": "\n".join(row(f"案{n}", n) for n in range(12)).encode(),
    "end of line at the end": "".join(row(f"案{n}", n) + "\n" for n in range(12)).encode(),
    "mark and Windows' line ends": ("\ufeff" + "\r\n".join(TWICE)).encode(),
    "an id twice": "\n".join(TWICE).encode(),
    "ids with colons": "\n".join(row(f"案::{n % 3}::7", n) for n in range(12)).encode(),
    "no ids": "\n".join(row("", n) for n in range(12)).encode(),
    "blank lines": "\n\n\n".join(row("", n) for n in range(12)).encode(),
    "bad rows": "\n".join(
        [
            row("一", 1),
            "{",
            "[]",
            *TWICE,
            '{"id": "空", "text": ""}',
            '{"text": "……"}',
            row("一", 2),
        ]
    ).encode(),
    "no words": "\n".join([row("一", 1), '{"id": "一", "text": "……"}', *TWICE]).encode(),
    "a row longer than a part": "\n".join([*TWICE, row("长", 1, note="注" * 900), *TWICE]).encode(),
    "lone returns": "\n".join(row("", n, note="甲\r乙") for n in range(12)).encode(),
}


def whole(path: Path) -> list[Outcome]:
    return list(_outcomes(path))


def joined(path: Path, parts: tuple[Part, ...]) -> Iterator[Outcome]:
    file = Joined(path)
    for part in parts:
        passed_on = wish_from_json(wish_as_json(part))
        yield from map(file.told, _outcomes(passed_on))


@pytest.mark.parametrize("name", FILES)
def test_parts_tell_what_the_whole_tells(tmp_path: Path, name: str) -> None:
    path = tmp_path / "文书.jsonl"
    path.write_bytes(FILES[name])
    parts = parts_of(path, SMALL)
    assert len(parts) > 3
    assert list(joined(path, parts)) == whole(path)
    # Nothing is read twice and nothing left out.
    assert [part.start for part in parts] == [0, *(part.end for part in parts[:-1])]
    assert parts[-1].end == len(FILES[name])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", FILES["plain"]),  # a row may go over several lines
        ("a.jsonl", FILES["plain"][: 2 * SMALL - 1]),  # small
        ("a.jsonl", "\n".join(TWICE).encode("gb18030")),
        ("a.jsonl", "\n".join(TWICE).encode("utf-16")),
        ("a.jsonl", FILES["plain"] + b"\xe4"),  # cut within a character: no UTF-8
        ("a.jsonl", FILES["plain"] + b"\0" * 40),  # a binary file, as its reader will say
        ("a.jsonl", b"{\\rtf1 " + FILES["plain"]),  # not what its name says
        ("a.jsonl", b"<html><body>" + FILES["plain"]),
        ("a.jsonl", b"PK\x03\x04" + FILES["plain"]),
    ],
)
def test_what_shows_in_the_whole_alone_is_not_cut(
    tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    assert parts_of(tmp_path / name, SMALL) == ()


def test_what_cannot_be_opened_is_left_to_its_reader(tmp_path: Path) -> None:
    assert parts_of(tmp_path / "不在.jsonl", SMALL) == ()


def test_a_large_file_comes_in_order_from_several_processes(tmp_path: Path) -> None:
    path = tmp_path / "大.jsonl"
    rows = [row(f"案{n % 900}", n, note="注" * 200) for n in range(1_000)]
    rows[500] = "{"
    path.write_text("\n".join(rows), "utf-8")
    assert len(parts_of(path)) == 1 + path.stat().st_size // PART > 2
    sandbox = Sandbox(2)
    with sandbox.reading([path, path]) as found:
        outcomes = list(found)
    sandbox.close()
    assert outcomes == 2 * whole(path)
    origins = [outcome.origin for outcome in outcomes[:1_000]]
    assert len(set(origins)) == 1_000 and origins[900] == f"{path.resolve()}::案0::901"


def test_a_large_file_of_nothing_but_faults_is_given_up(tmp_path: Path) -> None:
    bad, good = tmp_path / "坏.jsonl", tmp_path / "好.jsonl"
    bad.write_text('{"id": "没有正文的一行"}\n' * 60_000, "utf-8")
    good.write_text(row("好", 1), "utf-8")
    assert len(parts_of(bad)) > 4
    sandbox = Sandbox(2)
    with sandbox.reading([bad, good]) as found:
        outcomes = list(found)
    sandbox.close()
    assert len(outcomes) == MOST_REFUSED + 2
    assert isinstance(outcomes[-2], Refused) and "没有再读" in outcomes[-2].reason
    assert isinstance(outcomes[-1], Arrival)


def test_faults_of_one_part_do_not_give_up_a_sound_file(tmp_path: Path) -> None:
    path = tmp_path / "中间坏.jsonl"
    sound = [row(f"案{n}", n) for n in range(1_200)]
    path.write_text("\n".join([*sound, *["{"] * (MOST_REFUSED + 500), *sound]), "utf-8")
    assert len(parts_of(path, 8_192)) > 4
    told = list(joined(path, parts_of(path, 8_192)))
    assert sum(isinstance(outcome, Arrival) for outcome in told) == 2_400
    assert told == whole(path)
