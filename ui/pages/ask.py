"""The chat page. The input is drawn before anything heavy is loaded."""

import streamlit as st

typed = st.chat_input(
    "向这些文书提问……",
    key="question",
    max_chars=2000,
    submit_mode="stop",
)

from ui.talk import converse  # noqa: E402  (two seconds at the first visit; the input shows by then)

converse(typed)
