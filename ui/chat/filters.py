"""The sidebar's filters: what the heads of the judgments to be searched must say."""

import re

import streamlit as st

from corpus.errors import UsageError
from corpus.scope import INSTANCE_NAMES, LEVEL_NAMES
from corpus.voice import Voice
from ui.conditions import Conditions, conditions_of
from ui.escape import as_markdown

_BETWEEN = re.compile(r"[、，,；;\s]+")


def draw(*, disabled: bool) -> Conditions:
    """A fold of filters, closed until it is wanted; what is wrong with them is said below them.

    A filter that cannot be understood counts as not given, all of them together.
    """
    with st.expander("按法院、年份等筛选", icon=":material/filter_list:"):
        given = {
            "courts": _words("法院", "名称或其中几个字", "courts", disabled),
            "levels": _choice("法院层级", LEVEL_NAMES, "levels", disabled),
            "years": _words("裁判年份", "如 2021 或 2020-2023", "years", disabled),
            "causes": _words("案由", "名称或其中几个字", "causes", disabled),
            "instances": _choice("审级", INSTANCE_NAMES, "instances", disabled),
            "voices": _choice("说话人", tuple(Voice), "voices", disabled),
        }
    try:
        return conditions_of(given)
    except UsageError as error:
        st.error(as_markdown(str(error)))  # outside the fold, which may be closed again
        return Conditions()


def _words(label: str, example: str, key: str, disabled: bool) -> list[str]:
    typed = st.text_input(label, key=f"filter_{key}", placeholder=example, disabled=disabled)
    return [word for word in _BETWEEN.split(typed) if word]


def _choice(label: str, names: tuple[str, ...], key: str, disabled: bool) -> list[str]:
    return st.multiselect(
        label,
        [str(name) for name in names],
        key=f"filter_{key}",
        placeholder="不限",
        select_all=False,
        disabled=disabled,
    )
