"""Every row of cues.tsv is tried on its own example."""

import pytest

from ingest.cues import Cue, cues_of, heading_in, headings, is_heading, needed

_WALKED = cues_of("turn side local lead")


@pytest.mark.parametrize("cue", [*_WALKED, *cues_of("strong")], ids=lambda cue: cue.example)
def test_a_cue_matches_its_own_example(cue: Cue) -> None:
    assert cue.pattern.match(cue.example)
    assert cue.word in cue.example
    assert cue.source


@pytest.mark.parametrize(
    ("pattern", "word"),
    [
        ("本院认为[，,]", "本院认为"),
        ("对[^。]{0,20}质证", "质证"),  # the longest
        ("经审理?查明", "经审"),  # of two of one length the first; 理 may be lacking
        ("经(?:公开)?审理", "审理"),  # groups may lack
        ("(?:本院|法庭)认定", "认定"),  # or have alternatives
        ("(?:经(?:开庭)审理)?查", "查"),  # within one another, too
        ("(?=.*本院)[^。]*查", "本院"),  # looked for ahead
        ("(?![^。]*本院)查", "查"),  # must not be there
        ("(?=.*(?:本院|法庭))查", "查"),
        ("(?:(?=.*本院)查|认)定", "定"),  # looked for by one alternative only
        ("{原告}诉称", "诉称"),  # a macro has alternatives
        ("[（(本院]查", "查"),
        (r"查\s*明{0,2}", "查"),
        ("认定|认为", ""),  # alternatives as a whole
        ("[^。]*", ""),
    ],
)
def test_a_pattern_needs_what_is_in_each_of_its_matches(pattern: str, word: str) -> None:
    assert needed(pattern) == word


@pytest.mark.parametrize("cue", _WALKED, ids=lambda cue: cue.example)
def test_no_row_above_gives_the_example_another_voice(cue: Cue) -> None:
    for part in cue.within:
        first = next(c for c in _WALKED if part in c.within and c.pattern.match(cue.example))
        assert first.voice is cue.voice, f"{part}: {first.example}"


@pytest.mark.parametrize("cue", cues_of("strong"), ids=lambda cue: cue.example)
def test_no_strong_row_above_gives_the_example_another_voice(cue: Cue) -> None:
    first = next(c for c in cues_of("strong") if c.pattern.match(cue.example))
    assert first.voice is cue.voice


@pytest.mark.parametrize("cue", cues_of("heading"), ids=lambda cue: cue.example)
def test_a_heading_is_told_by_its_own_example(cue: Cue) -> None:
    assert is_heading(cue.example)
    assert heading_in(cue.example)[0] is cue.voice


@pytest.mark.parametrize(
    "words",
    [
        "判决结果如下：",  # a sentence that holds a heading's words
        "本院认为",  # a fragment in running text, not on a line of its own
        "争议焦点是合同效力。\n",  # a line that only begins like a heading
        "   \n",
    ],
)
def test_what_is_no_heading(words: str) -> None:
    assert not is_heading(words)


def test_the_sections_of_our_digests_are_known() -> None:
    wanted = {"诉请", "抗辩", "查明", "争议焦点", "说理", "裁判结果", "评述", "基本信息", "当事人"}
    assert wanted <= headings().keys()
