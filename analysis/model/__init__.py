"""Answers with a model: the chain that asks it, and what can go wrong at its endpoint."""
