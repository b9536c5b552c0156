"""From a question to passages. The recipe: `search.search`."""
