"""Text to vectors: the embedded model on numpy, or any model through sentence-transformers.

The only module that knows sentence-transformers, and it imports it only for a model that was
named: the import alone takes 8 seconds, the embedded model needs a tenth of one.
"""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.errors import Unavailable
from retrieval.analyze import Analyzer
from retrieval.model_folder import (
    ModelUse,
    load_failure,
    model_folder,
    run_failure,
    without_bars,
)

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

WEIGHTS = Path(__file__).with_name("model") / "weights"
EMBEDDED = "embedded"
"""The name of the model that comes with PanDu."""

USE = ModelUse("向量模型", "PANDU_EMBEDDING_MODEL", "用内置模型")

DEFAULT_BATCH = 32
"""Texts computed at once; more is faster where there is memory for it."""

_UNKNOWN = "[UNK]"


class Embedder(Protocol):
    """Makes vectors of unit length, so that a dot product is the cosine.

    A text without anything the model knows gets the zero vector. `fingerprint` changes whenever
    the same passage would get another vector.
    """

    @property
    def name(self) -> str: ...
    @property
    def fingerprint(self) -> str: ...
    @property
    def dimension(self) -> int: ...
    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row a text, in order: an array of (len(texts), dimension)."""
        ...

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """The vector of a question: an array of (dimension,)."""
        ...


def open_embedder(
    name: str | None,
    *,
    query_instruction: str = "",
    device: str | None = None,
    batch_size: int = DEFAULT_BATCH,
    analyzer: Analyzer,
) -> Embedder:
    """The embedder of this name: None or "embedded" is our own, else a folder or a hub name.

    Instruction, device and batch size concern named models only. Raises Unavailable.
    """
    if name is None or name == EMBEDDED:
        return EmbeddedModel(analyzer)
    return SentenceTransformerEmbedder(
        name, query_instruction=query_instruction, device=device, batch_size=batch_size
    )


class EmbeddedModel:
    """The model that comes with PanDu: the mean of its tokens' vectors, scaled to unit length.

    Gives what sentence-transformers gives for the folder that `retrieval.model.export` writes.
    """

    name = EMBEDDED

    def __init__(self, analyzer: Analyzer, weights: Path = WEIGHTS) -> None:
        """Load the weights, 0.05 s. Raises Unavailable where they are missing or damaged."""
        self._analyzer = analyzer
        vectors, vocabulary = weights / "vectors.npz", weights / "vocabulary.txt"
        try:
            with np.load(vectors) as arrays:
                self._rows: NDArray[np.int8] = arrays["vectors"]
                self._scales: NDArray[np.float32] = arrays["scales"]
            tokens = vocabulary.read_text(encoding="utf-8").split("\n")[:-1]
            if not len(tokens) == len(self._rows) == len(self._scales):
                raise ValueError(f"{len(tokens)} tokens, {len(self._rows)} rows")
            digest = hashlib.sha256(vectors.read_bytes() + vocabulary.read_bytes())
        except (OSError, ValueError, KeyError) as error:
            raise Unavailable(
                f"内置向量模型读不出来：{weights}（{error}）。请重新安装判读后再试。"
            ) from error
        self._ids = {token: row for row, token in enumerate(tokens)}
        self.dimension = int(self._rows.shape[1])
        self.fingerprint = f"{EMBEDDED}-{digest.hexdigest()[:16]}"

    def tokens(self, text: str) -> list[str]:
        """The tokens of the text that have a vector."""
        return [token for token in self._analyzer.embedding_tokens(text) if token in self._ids]

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row a text, in order, each of unit length; zeros for a text without tokens."""
        # Text by text: 0.02 ms of arithmetic each, beside 0.7 ms of cutting into words.
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            vectors[row] = self.embed_query(text)
        return vectors

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """The vector of a question; made as a passage's is."""
        ids = [self._ids[token] for token in self.tokens(text)]
        if not ids:
            return np.zeros(self.dimension, dtype=np.float32)
        # One product sums the rows and undoes the int8 scaling; the mean's divisor cancels.
        total = self._scales[ids] @ self._rows[ids].astype(np.float32)
        length = float(np.linalg.norm(total))
        vector: NDArray[np.float32] = total / length if length else total
        return vector

    def export(self, folder: Path) -> None:
        """Write the model as a sentence-transformers folder, in float32.

        It reads what `tokens` gives, set apart by spaces. A word without a vector counts as a row
        of zeros, which leaves the direction as it is.
        """
        from sentence_transformers import SentenceTransformer
        from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding
        from tokenizers import Tokenizer
        from tokenizers.models import WordLevel
        from tokenizers.pre_tokenizers import WhitespaceSplit

        tokenizer = Tokenizer(WordLevel({**self._ids, _UNKNOWN: len(self._ids)}, _UNKNOWN))
        tokenizer.pre_tokenizer = WhitespaceSplit()
        vectors = self._rows.astype(np.float32) * self._scales[:, None]
        unknown = np.zeros((1, self.dimension), dtype=np.float32)
        static = StaticEmbedding(tokenizer, embedding_weights=np.concatenate([vectors, unknown]))
        SentenceTransformer(modules=[static, Normalize()], device="cpu").save(str(folder))


class SentenceTransformerEmbedder:
    """Any sentence-transformers model, loaded when made (about 10 s, most of it the import).

    A folder is read without the network; a hub name is fetched, since the user named it. Code that
    comes with a model is never run, pickled weights are never read. The instruction is put before
    questions only.
    """

    def __init__(
        self,
        name: str,
        *,
        query_instruction: str = "",
        device: str | None = None,
        batch_size: int = DEFAULT_BATCH,
    ) -> None:
        """Raises Unavailable for what `model_folder` refuses or a model that fails to load."""
        folder = model_folder(name, USE)
        try:
            from sentence_transformers import SentenceTransformer

            with without_bars():
                self._model = SentenceTransformer(
                    str(folder),
                    device=device,
                    local_files_only=True,
                    trust_remote_code=False,
                    model_kwargs={"use_safetensors": True},
                )
        except Exception as error:  # torch, transformers and safetensors share no base class
            raise load_failure(name, USE, error) from error
        self.name = name
        self.dimension = self._model.get_embedding_dimension() or 0
        self.fingerprint = _weights_fingerprint(self._model)
        self._instruction = query_instruction
        self._batch_size = batch_size

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row a text, in order, each of unit length. Raises Unavailable if the model fails."""
        return self._encode(texts, "encode_document", "")

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """The vector of a question, read after the instruction if there is one."""
        vector: NDArray[np.float32] = self._encode([text], "encode_query", self._instruction)[0]
        return vector

    def _encode(self, texts: Sequence[str], method: str, instruction: str) -> NDArray[np.float32]:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        # Without an instruction of ours the model's own prompts hold, if it has any.
        prompt = {"prompt": instruction} if instruction else {}
        encode: Callable[..., Any] = getattr(self._model, method)
        try:
            vectors = encode(
                list(texts),
                batch_size=self._batch_size,
                normalize_embeddings=True,
                show_progress_bar=False,
                **prompt,
            )
        except (RuntimeError, ValueError) as error:  # out of memory is a RuntimeError
            raise run_failure(self.name, USE, error) from error
        return np.asarray(vectors, dtype=np.float32)


def _weights_fingerprint(model: "SentenceTransformer") -> str:
    """A hash over what makes the vectors: the modules, the longest text, every weight's shape and
    both its ends. Whole weights would take seconds.
    """
    digest = hashlib.sha256(str(model.max_seq_length).encode())
    for place, module in enumerate(model):
        read: Any = module
        settings = read.get_config_dict() if place else {}  # how it pools and scales
        digest.update(f"{type(module).__name__} {sorted(settings.items())}".encode())
    for name, weight in sorted(model.state_dict().items()):
        flat = weight.detach().flatten()
        ends = [*flat[:64].tolist(), *flat[-64:].tolist()]
        digest.update(f"{name} {tuple(weight.shape)} {ends}".encode())
    return f"sentence-transformers-{digest.hexdigest()[:16]}"
