"""The page 设置."""

import streamlit as st


def draw() -> None:
    """Draw it."""
    st.title("设置")
