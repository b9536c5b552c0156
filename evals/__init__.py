"""A file of questions in, answers and scores out. The recipe: `run.evaluate`."""
