"""The embedded embedding model: its weights, and the recipe that made them."""
