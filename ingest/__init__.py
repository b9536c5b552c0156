"""From a file to judgments whose sentences have voices. The recipe: `pipeline.ingest_file`."""
