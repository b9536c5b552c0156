"""The page's frame: look, navigation, and the net under every page. Started by `ui.launch`."""

from pathlib import Path

import streamlit as st

from ui.faults import told
from ui.page import speak_chinese

HERE = Path(__file__).parent

st.set_page_config("判读 PanDu", page_icon=HERE / "icon.svg", layout="wide")
st.html(HERE / "theme.css")
speak_chinese()
current = st.navigation([st.Page(HERE / "pages" / "ask.py", title="问答", default=True)])
try:
    current.run()
except Exception as error:
    from ui.escape import as_markdown

    st.error(as_markdown(told(error)), icon=":material/error:")
