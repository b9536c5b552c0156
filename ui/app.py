"""The page's frame: look, language, login and navigation. Started by `ui.launch`."""

from pathlib import Path

import streamlit as st

from ui.page import faults_told, speak_chinese, styled
from ui.serving.login import draw_reader, let_in

HERE = Path(__file__).parent
PAGES = HERE / "pages"

st.set_page_config("判读 PanDu", page_icon=HERE / "icon.svg", layout="wide")
styled(HERE / "theme.css")
speak_chinese()
st.logo(HERE / "logo.svg", size="medium", icon_image=HERE / "icon.svg")
with faults_told():
    let_in()  # or the login page, and no further
    current = st.navigation(
        [
            st.Page(PAGES / "ask.py", title="问答", icon=":material/forum:", default=True),
            st.Page(PAGES / "read.py", title="阅读", icon=":material/article:"),
            st.Page(PAGES / "library.py", title="文库", icon=":material/library_books:"),
            st.Page(PAGES / "evaluate.py", title="评测", icon=":material/fact_check:"),
            st.Page(PAGES / "setup.py", title="设置", icon=":material/settings:"),
        ]
    )
    draw_reader()
    current.run()
