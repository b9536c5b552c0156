"""The page 阅读."""

import streamlit as st


def draw() -> None:
    """Draw it."""
    st.title("阅读")
