"""The embedded model as a sentence-transformers folder, for use outside PanDu.

    python -m retrieval.model.export FOLDER

`SentenceTransformer(FOLDER)` then works offline. It reads words set apart by spaces, those that
`EmbeddedModel.tokens` gives: `model.encode(" ".join(embedder.tokens(text)))`.
"""

import argparse
from pathlib import Path

from retrieval.analyze import Analyzer
from retrieval.embed import EmbeddedModel


def main() -> None:
    """Write the committed model to the folder named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    EmbeddedModel(Analyzer()).export(parser.parse_args().folder)


if __name__ == "__main__":
    main()
