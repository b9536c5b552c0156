"""问答: the conversation page."""
