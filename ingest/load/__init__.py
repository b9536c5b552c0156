"""One reader a format: bytes in, raw documents out."""
