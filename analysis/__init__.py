"""A question in, a checked answer out. The recipe: `ask.ask`; the door: `open_assistant`."""
