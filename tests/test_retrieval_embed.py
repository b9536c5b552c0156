"""Embedders: the numpy path against sentence-transformers, and what is refused."""

from pathlib import Path
from shutil import copytree

import numpy as np
import pytest
from small_models import make_encoder

from corpus.errors import Unavailable
from retrieval.analyze import Analyzer
from retrieval.embed import (
    WEIGHTS,
    EmbeddedModel,
    Embedder,
    SentenceTransformerEmbedder,
    open_embedder,
)

TEXTS = [
    "",
    " \n\t",
    "，。！？",  # punctuation alone
    "𰻝𰻝",  # characters no law uses
    "[UNK]",  # the exported tokenizer's own word
    "hello world 123",
    "ＡＩ生成的图片有没有著作权？",
    "（2021）京01民终123号",
    "被告未尽到合理注意义务，构成帮助侵权。",
    "饕餮魑魅一审法院认为",  # words that no law knows
    "原告" * 500,
]


@pytest.fixture(scope="module")
def embedded() -> EmbeddedModel:
    return EmbeddedModel(Analyzer())


@pytest.fixture(scope="module")
def exported(embedded: EmbeddedModel, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("model") / "embedded"
    embedded.export(folder)
    return folder


def test_numpy_gives_what_sentence_transformers_gives(
    embedded: EmbeddedModel, exported: Path
) -> None:
    from sentence_transformers import SentenceTransformer

    terms = (line.split(" ")[0] for line in legal_terms())
    texts = TEXTS + [f"关于{term}的约定是否有效，{term}由谁举证" for term in terms][:200]
    model = SentenceTransformer(str(exported), device="cpu", local_files_only=True)
    theirs = model.encode([" ".join(embedded.tokens(text)) for text in texts])
    ours = embedded.embed_passages(texts)
    assert ours.dtype == np.float32
    assert ours.shape == (len(texts), embedded.dimension)
    assert np.abs(ours - theirs).max() < 1e-5


def test_vectors_have_unit_length_or_none(embedded: EmbeddedModel) -> None:
    lengths = np.linalg.norm(embedded.embed_passages(TEXTS), axis=1)
    without = [embedded.tokens(text) == [] for text in TEXTS]
    assert without[:4] == [True] * 4
    assert lengths == pytest.approx([0.0 if none else 1.0 for none in without], abs=1e-6)


def test_a_question_is_read_as_a_passage_is(embedded: EmbeddedModel) -> None:
    text = "夫妻共同债务如何认定？"
    vector = embedded.embed_query(text)
    assert vector.shape == (embedded.dimension,)
    assert np.array_equal(vector, embedded.embed_passages([text])[0])
    assert embedded.embed_passages([]).shape == (0, embedded.dimension)


@pytest.mark.parametrize(
    ("question", "nearer", "farther"),
    [
        # a layman's words against the law's, with no content word shared
        ("老板拖欠我的薪水", "用人单位应当及时足额支付劳动报酬", "商标注册人享有专用权"),
        ("欠钱不还", "借款人应当按期返还借款", "夫妻感情确已破裂的准予离婚"),
        ("网站转载我的小说", "侵害作品信息网络传播权", "机动车发生交通事故造成人身伤亡"),
    ],
)
def test_meaning_counts(embedded: EmbeddedModel, question: str, nearer: str, farther: str) -> None:
    asked = embedded.embed_query(question)
    near, far = embedded.embed_passages([nearer, farther]) @ asked
    assert near > far + 0.1


def test_characters_speak_for_a_word_without_a_vector(embedded: EmbeddedModel) -> None:
    assert embedded.tokens("薪水荷包")[-4:] == ["薪", "水", "荷", "包"]


def test_weights_stay_small() -> None:
    assert sum(path.stat().st_size for path in WEIGHTS.iterdir()) <= 10_000_000


def test_damaged_weights_are_unavailable(tmp_path: Path) -> None:
    copy = tmp_path / "weights"
    copytree(WEIGHTS, copy)
    whole = (copy / "vocabulary.txt").read_text(encoding="utf-8")
    (copy / "vocabulary.txt").write_text(whole + "多一行\n", encoding="utf-8")
    with pytest.raises(Unavailable, match="重新安装"):
        EmbeddedModel(Analyzer(), copy)
    (copy / "vectors.npz").write_bytes(b"PK")
    with pytest.raises(Unavailable, match="重新安装"):
        EmbeddedModel(Analyzer(), copy)
    with pytest.raises(Unavailable, match="重新安装"):
        EmbeddedModel(Analyzer(), tmp_path / "nowhere")


def test_fingerprint_follows_the_weights(embedded: EmbeddedModel, tmp_path: Path) -> None:
    copy = tmp_path / "weights"
    copytree(WEIGHTS, copy)
    assert EmbeddedModel(Analyzer(), copy).fingerprint == embedded.fingerprint
    lines = (copy / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
    lines[0], lines[1] = lines[1], lines[0]
    (copy / "vocabulary.txt").write_text("\n".join(lines), encoding="utf-8")
    assert EmbeddedModel(Analyzer(), copy).fingerprint != embedded.fingerprint


def test_a_folder_goes_through_sentence_transformers(
    embedded: EmbeddedModel, exported: Path
) -> None:
    named: Embedder = open_embedder(str(exported), analyzer=Analyzer(), device="cpu")
    assert named.name == str(exported)
    assert named.dimension == embedded.dimension
    text = "借款合同的利率"
    words = " ".join(embedded.tokens(text))
    assert np.abs(named.embed_passages([words])[0] - embedded.embed_query(text)).max() < 1e-5
    assert named.embed_passages([]).shape == (0, named.dimension)
    again = SentenceTransformerEmbedder(str(exported), device="cpu")
    assert again.fingerprint == named.fingerprint != embedded.fingerprint


def test_the_instruction_is_read_before_questions_only(exported: Path) -> None:
    plain = SentenceTransformerEmbedder(str(exported), device="cpu")
    instructed = SentenceTransformerEmbedder(
        str(exported), query_instruction="劳动 争议 ", device="cpu"
    )
    text = "借款 利率"
    assert np.array_equal(plain.embed_passages([text]), instructed.embed_passages([text]))
    expected = plain.embed_passages(["劳动 争议 借款 利率"])[0]
    assert np.abs(instructed.embed_query(text) - expected).max() < 1e-6


def test_nothing_is_drawn_while_a_model_is_loaded_and_encodes(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = make_encoder(tmp_path / "encoder")
    capfd.readouterr()  # what making it drew
    named = SentenceTransformerEmbedder(str(folder), device="cpu", batch_size=1)
    named.embed_passages(["借款三万元", "违约金"])
    named.embed_query("借款")
    assert capfd.readouterr() == ("", "")  # transformers: "Loading weights: 100%|██████████|"


def test_none_and_the_embedded_name_open_our_own() -> None:
    analyzer = Analyzer()
    for name in (None, "embedded"):
        assert isinstance(open_embedder(name, analyzer=analyzer), EmbeddedModel)


def test_a_folder_with_python_in_it_is_refused(exported: Path, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    copytree(exported, folder)
    (folder / "1_Normalize" / "modeling.py").write_text("raise SystemExit")
    with pytest.raises(Unavailable, match=r"modeling\.py"):
        open_embedder(str(folder), analyzer=Analyzer())


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("./no-such-model", "找不到向量模型目录"),  # a path, never asked of the hub
        ("~/no such model", "找不到向量模型目录"),
    ],
)
def test_a_folder_that_is_not_there(name: str, says: str) -> None:
    with pytest.raises(Unavailable, match=says):
        open_embedder(name, analyzer=Analyzer())


def test_a_folder_that_holds_no_model(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="加载失败.*去掉 PANDU_EMBEDDING_MODEL"):
        open_embedder(str(tmp_path), analyzer=Analyzer())


def legal_terms() -> list[str]:
    from retrieval.analyze import LEGAL_TERMS

    return LEGAL_TERMS.read_text(encoding="utf-8").splitlines()
