"""What a judgment is, and where judgments are kept. Imports nothing of ours."""
