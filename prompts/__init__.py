"""What a language model is shown, and how its reply is read."""
