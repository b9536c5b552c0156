"""The chat page. The input is drawn before anything heavy is loaded."""

import streamlit as st

from ui.page import faults_told

# The input stands in the page and is held at its lower edge by the style sheet: in Streamlit's
# own place for it the page would jump to the end of every answer, which is read from its start.
talk = st.container(key="talk")
with st.container(key="asking"):
    typed = st.chat_input("向这些文书提问……", key="question", max_chars=2000)

with talk, faults_told():
    from ui.chat.talk import converse  # two seconds at the first visit; the input shows by then

    converse(typed)
