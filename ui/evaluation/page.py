"""The page 评测."""

import streamlit as st


def draw() -> None:
    """Draw it."""
    st.title("评测")
