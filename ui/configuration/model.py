"""设置 · 语言模型: which model writes the answers, its key, and whether it can be reached.

The key goes one way. It comes in by a field that is empty again after each saving, and is
written into the config file; nothing here draws it, keeps it or lets it into a message.
"""

import streamlit as st
from pydantic import SecretStr

from analysis.config_writer import save_settings
from analysis.model.failures import shown_address
from analysis.settings import NO_MODEL, Settings, load_settings, set_by_environment
from ui import opened
from ui.configuration.said import say, show_said
from ui.configuration.services import (
    NAMES,
    NONE,
    OTHER,
    ModelForm,
    address_of,
    by_field,
    changes_of,
    example_of,
    leaving,
    note_of,
    service_of,
)
from ui.configuration.shown import facts, note
from ui.faults import told

PLACE = "model"
IN_FORCE = "保存后，从下一个问题起生效，不必重启。"


def draw(settings: Settings) -> None:
    """Draw it for whoever may change it."""
    st.header("语言模型", anchor=False)
    st.html(facts(model_rows(settings)))
    show_said(PLACE)
    if settings.model != NO_MODEL:
        _try(settings)
    st.header("更改", anchor=False)
    service, address = _service(settings)
    if service == NONE:
        if settings.model == NO_MODEL:
            st.html(note("现在就没有启用语言模型：回答由原文摘录而成，一切都在这台机器上。"))
        else:
            st.button("停用语言模型", key="model_off", type="primary", on_click=_switch_off)
    else:
        _form(settings, service, address)
    _key(settings)


def model_rows(settings: Settings) -> list[tuple[str, str]]:
    """What is in force, without what is secret."""
    if settings.model == NO_MODEL:
        return [("现在", NAMES[NONE])]
    rows = [("模型", settings.model), ("服务", NAMES[service_of(settings)])]
    if settings.model_address:
        rows.append(("地址", shown_address(settings.model_address)))
    rows += [
        ("密钥", "已保存（末四位不显示）" if settings.model_api_key else "没有"),
        ("回答时限", f"{settings.model_timeout:g} 秒"),
        ("上下文", f"{settings.model_context:,} 个词元"),
    ]
    return rows


def _try(settings: Settings) -> None:
    """Ask the model that is in force for a word, when that is wanted."""
    asked = st.button("测试连接", key="model_try", icon=":material/network_check:")
    place = st.empty()
    if not asked:
        place.html(note("按下才会发出一句测试的话，不含文库内容。"))
        return
    from analysis.model.trial import try_model  # the client takes two seconds

    place.html(note("正在连接……"))
    found = try_model(settings, lambda s: place.html(note(f"正在等待回答……（{s:.0f} 秒）")))
    place.html(note(by_field(found.words), "good" if found.works else "bad"))


def _service(settings: Settings) -> tuple[str, str]:
    """Which service is chosen, and its address as far as it is known."""
    decided = [f for f in ("model_provider", "model_base_url") if set_by_environment(f)]
    if decided:
        named = "、".join(f"PANDU_{field.upper()}" for field in decided)
        st.html(note(f"服务由环境变量 {named} 决定，不能在这里改。"))
        return OTHER, settings.model_address or ""
    if set_by_environment("model") and settings.model == NO_MODEL:
        st.html(note("环境变量 PANDU_MODEL 设为 none，语言模型停用，不能在这里启用。"))
        return NONE, ""
    now = service_of(settings)
    service = st.selectbox(
        "服务",
        list(NAMES),
        index=list(NAMES).index(now),
        format_func=NAMES.__getitem__,
        key="model_service",
        placeholder="请选择",
        filter_mode=None,
    )
    typed = ""
    if service == OTHER:
        typed = st.text_input(
            "服务地址",
            value=settings.model_base_url or "",
            placeholder="https://api.example.com/v1",
            key="model_address",
            help="兼容 OpenAI 接口的地址，通常以 /v1 结尾。",
        )
    if about := note_of(service):
        st.html(note(about))
    return service, address_of(service, typed)


def _form(settings: Settings, service: str, address: str) -> None:
    round_ = st.session_state.setdefault("model_round", 0)
    same = service == service_of(settings)
    with st.form("model_form", border=False):
        if set_by_environment("model"):
            st.html(note("模型由环境变量 PANDU_MODEL 决定，不能在这里改。"))
        st.text_input(
            "模型名称",
            value=settings.model if same else "",
            placeholder=f"例如 {example_of(service)}",
            key=f"model_name_{service}",
            disabled=set_by_environment("model"),
        )
        if set_by_environment("model_api_key"):
            st.html(note("密钥由环境变量 PANDU_MODEL_API_KEY 决定，不能在这里改。"))
        else:
            st.text_input(
                "密钥",
                type="password",
                autocomplete="new-password",
                placeholder="留空则不变" if settings.model_api_key else "本机的服务多半不需要",
                key=f"model_secret_{round_}",
                help="保存后不再显示，也不写进运行记录。",
            )
        left, right = st.columns(2)
        left.number_input(
            "回答时限（秒）",
            min_value=1.0,
            max_value=600.0,
            value=float(settings.model_timeout),
            step=10.0,
            format="%g",
            key="model_timeout",
            disabled=set_by_environment("model_timeout"),
        )
        right.number_input(
            "上下文（词元）",
            min_value=8192,
            value=settings.model_context,
            step=4096,
            key="model_context",
            disabled=set_by_environment("model_context"),
        )
        if address:
            st.html(note(leaving(address), "care"))
        st.form_submit_button(
            "保存并启用" if settings.model == NO_MODEL else "保存",
            key="model_save",
            type="primary",
            on_click=_save,
        )
    st.html(note(IN_FORCE))


def _key(settings: Settings) -> None:
    """The way to be rid of a saved key."""
    if settings.model_api_key and not set_by_environment("model_api_key"):
        st.button("移除已保存的密钥", key="model_key_off", on_click=_remove_key)


def _save() -> None:
    """Take what was filled in, write it, and empty the field for the key."""
    state = st.session_state
    secret = SecretStr(str(state.pop(f"model_secret_{state['model_round']}", "") or ""))
    state["model_round"] += 1
    try:
        settings = load_settings()
        service = str(state.get("model_service", service_of(settings)))
        form = ModelForm(
            service=service if service != NONE else OTHER,
            address=str(state.get("model_address", settings.model_address or "")).strip(),
            name=str(state.get(f"model_name_{service}", settings.model)),
            key=secret,
            timeout=float(state.get("model_timeout", settings.model_timeout)),
            context=int(state.get("model_context", settings.model_context)),
        )
        saved = changes_of(form, settings)
        now = save_settings(saved.changes)
    except Exception as error:
        say(PLACE, told(error), "bad")
        return
    opened.forget()
    say(PLACE, f"已保存，从下一个问题起由 {now.model} 撰写回答。{saved.note}", "good")


def _switch_off() -> None:
    try:
        save_settings({"model": None})
    except Exception as error:
        say(PLACE, told(error), "bad")
        return
    opened.forget()
    say(PLACE, "已停用。从下一个问题起只摘录原文，不再向外发送任何内容。", "good")


def _remove_key() -> None:
    try:
        save_settings({"model_api_key": None})
    except Exception as error:
        say(PLACE, told(error), "bad")
        return
    opened.forget()
    say(PLACE, "已移除密钥。", "good")
