"""Tiny models made from scratch, with random weights: how models are loaded needs no good ones."""

from pathlib import Path
from typing import Any

CHARACTERS = "原告被诉称欠款万元本院认为判决如下支付借违约金三五，。？"


def make_encoder(folder: Path) -> Path:
    """A sentence-transformers model of two layers; 16 dimensions."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertModel

    bert = folder.with_name(f"{folder.name}-bert")
    BertModel(_config()).save_pretrained(bert)
    _tokenizer().save_pretrained(bert)
    transformer = Transformer(str(bert))
    pooling = Pooling(transformer.get_embedding_dimension())
    SentenceTransformer(modules=[transformer, pooling], device="cpu").save(str(folder))
    return folder


def make_cross_encoder(folder: Path, outputs: int = 1) -> Path:
    """A cross-encoder of two layers with so many outputs."""
    from transformers import BertForSequenceClassification

    BertForSequenceClassification(_config(num_labels=outputs)).save_pretrained(folder)
    _tokenizer().save_pretrained(folder)
    return folder


def _config(**given: Any) -> Any:  # noqa: ANN401 - transformers' own types are loaded when called
    import torch
    from transformers import BertConfig

    torch.manual_seed(7)
    return BertConfig(
        vocab_size=len(_vocabulary()),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        initializer_range=1.0,  # far apart, so that the order of scores is no accident of rounding
        **given,
    )


def _vocabulary() -> dict[str, int]:
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *dict.fromkeys(CHARACTERS)]
    return {word: place for place, word in enumerate(words)}


def _tokenizer() -> Any:  # noqa: ANN401
    from tokenizers import Tokenizer
    from tokenizers.models import WordPiece
    from tokenizers.normalizers import BertNormalizer
    from tokenizers.pre_tokenizers import BertPreTokenizer
    from tokenizers.processors import BertProcessing
    from transformers import PreTrainedTokenizerFast

    words = _vocabulary()
    cut = Tokenizer(WordPiece(words, unk_token="[UNK]"))
    cut.normalizer = BertNormalizer()
    cut.pre_tokenizer = BertPreTokenizer()
    cut.post_processor = BertProcessing(("[SEP]", words["[SEP]"]), ("[CLS]", words["[CLS]"]))
    return PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=cut,
        pad_token="[PAD]",
        unk_token="[UNK]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        mask_token="[MASK]",
        model_max_length=64,
    )
