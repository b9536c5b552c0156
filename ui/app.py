"""The page's frame: look, language and navigation. Started by `ui.launch`."""

from pathlib import Path

import streamlit as st

from ui.page import faults_told, speak_chinese

HERE = Path(__file__).parent

st.set_page_config("判读 PanDu", page_icon=HERE / "icon.svg", layout="wide")
st.html(HERE / "theme.css")
speak_chinese()
current = st.navigation([st.Page(HERE / "pages" / "ask.py", title="问答", default=True)])
with faults_told():
    current.run()
