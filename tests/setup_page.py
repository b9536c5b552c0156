"""The page 设置 driven without a browser."""

import tomllib
from dataclasses import fields
from pathlib import Path

from streamlit.testing.v1 import AppTest

from ui.configuration.work import desk


def page() -> None:
    from ui.configuration.page import draw

    draw()


def reader_s_page() -> None:
    from ui.configuration.page import draw

    draw(lambda: False)


def visit() -> AppTest:
    return run(AppTest.from_function(page, default_timeout=60))


def run(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception
    return app


def press(app: AppTest, key: str) -> AppTest:
    next(button for button in app.button if button.key == key).click()
    return run(app)


def choose(app: AppTest, service: str) -> AppTest:
    app.selectbox(key="model_service").set_value(service)
    return run(app)


def shown(app: AppTest) -> str:
    """Everything drawn, whatever by: HTML, texts, labels, values of fields, code."""
    html = [str(element.proto.body) for element in app.get("html")]
    return "\n".join([*html, str(app.main), *(str(code.value) for code in app.code)])


def state_of(app: AppTest) -> str:
    """All that the session holds, its widgets' raw values too."""
    inner = vars(vars(app.session_state)["_state"])["_state"]
    return "\n".join(f"{field.name} {getattr(inner, field.name)!r}" for field in fields(inner))


def fill_in(app: AppTest, name: str, key: str = "") -> AppTest:
    next(f for f in app.text_input if f.label == "模型名称").set_value(name)
    if key:
        next(f for f in app.text_input if f.label == "密钥").set_value(key)
    return press(app, "model_save")


def written(config: Path) -> dict[str, object]:
    return tomllib.loads(config.read_text("utf-8"))


def await_work(app: AppTest, name: str) -> AppTest:
    work = desk().of(name)
    assert work is not None and work.wait(60)
    return run(app)
