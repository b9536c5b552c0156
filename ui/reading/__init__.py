"""阅读: one judgment, with who is speaking where."""
