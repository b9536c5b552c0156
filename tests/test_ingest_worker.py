"""A worker on a system that cannot limit memory."""

from pathlib import Path

import pytest

from ingest.sandbox import Sandbox


def test_missing_limits_are_told_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    ready = b'{"ready": true, "limited": false}'  # as on Windows
    script = tmp_path / "unlimited.py"
    script.write_text(
        f"import sys\nsys.stdout.buffer.write({len(ready).to_bytes(4, 'big') + ready!r})\n"
    )
    document = tmp_path / "0.txt"
    document.write_text("本院认为，原告的请求成立。", encoding="utf-8")
    for _ in range(2):
        sandbox = Sandbox(1, program=(str(script),))
        with sandbox.reading([document]) as outcomes:
            list(outcomes)
        sandbox.close()
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "不支持限制内存" in caplog.text
