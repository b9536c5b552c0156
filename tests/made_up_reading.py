"""Made-up judgments for the tests of the reading page, and what its HTML shows of a text."""

from html.parser import HTMLParser

from corpus.judgment import Given, Header, Judgment, judgment_id_of
from corpus.passage import Sentence, Span
from corpus.voice import Voice

PARTS = (
    (Voice.PLAINTIFF_CLAIM, "原告章某诉称，被告借走水桶十只未还。"),
    (Voice.PLAINTIFF_CLAIM, "请求判令被告返还。\n"),
    (Voice.DEFENDANT_ARGUMENT, "被告辩称，水桶是<b>赠与</b>的。\n"),
    (Voice.COURT_FINDING, "经审理查明，双方签有借条。"),
    (Voice.COURT_REASONING, "本院认为，借条载明归还日期，不是赠与。\n"),
    (Voice.ORDER, "判决如下：\n\n被告返还水桶十只。"),
)


def judgment(
    parts: tuple[tuple[Voice, str], ...] = PARTS, *, pages: tuple[int, ...] = (), **changes: object
) -> Judgment:
    """A judgment of these sentences; its text is what they are together."""
    text = "".join(words for _, words in parts)
    sentences, start = [], 0
    for voice, words in parts:
        sentences.append(Sentence(Span(start, start + len(words)), voice))
        start += len(words)
    fields: dict[str, object] = {"header": Header(), "given": Given(page_starts=pages), **changes}
    return Judgment(judgment_id_of(text), "水桶案", text, sentences=tuple(sentences), **fields)  # type: ignore[arg-type]


def span_of(whole: Judgment, words: str) -> Span:
    """Where words stand first."""
    start = whole.text.index(words)
    return Span(start, start + len(words))


class Shown(HTMLParser):
    """What a page of HTML says is the judgment's text, and which of it is marked."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.marked: list[str] = []
        self.places: list[int] = []
        self.tags: list[str] = []
        self._sentence = self._mark = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = dict(attrs)
        if tag == "bdi" and given.get("class") == "pd-st":
            self._sentence += 1
            self.places.append(int(given["data-at"] or -1))
        if tag == "mark":
            self._mark += 1
            if "data-cite" in given:
                self.marked.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "bdi" and self._sentence:
            self._sentence -= 1
        if tag == "mark":
            self._mark -= 1

    def handle_data(self, data: str) -> None:
        if self._sentence:
            self.text += data
            if self._mark:
                self.marked[-1] += data
