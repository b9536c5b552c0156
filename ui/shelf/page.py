"""The page 文库."""

import streamlit as st


def draw() -> None:
    """Draw it."""
    st.title("文库")
