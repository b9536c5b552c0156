"""What the page takes at most; the command line has limits of its own."""

LARGEST_UPLOAD_MB = 20
LARGEST_UPLOAD = LARGEST_UPLOAD_MB * 1024 * 1024
"""Bytes of one file sent from a browser. It is held in memory, twice while it is kept; larger
files are for `pandu ingest`, which reads them from disk."""
