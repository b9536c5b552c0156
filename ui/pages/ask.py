"""The chat page. The input is drawn before anything heavy is loaded."""

from pathlib import Path

import streamlit as st

from ui.page import faults_told, styled

ROOMS = Path(__file__).parents[1]

for sheet in ("reading/reading.css", "chat/answer.css", "chat/chat.css"):
    styled(ROOMS / sheet)
# The input stands in the page and is held at its lower edge by the style sheet: in Streamlit's
# own place for it the page would jump to the end of every answer, which is read from its start.
talk = st.container(key="talk")
with st.container(key="asking"):
    chips = st.container(key="scope_place")
    typed = st.chat_input("向这些文书提问……", key="question", max_chars=2000)

with talk, faults_told():
    from ui.chat.talk import converse  # two seconds at the first visit; the input shows by then

    converse(typed, chips)
