"""评测: question files, run and compared."""
