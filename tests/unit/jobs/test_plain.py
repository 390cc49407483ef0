"""Foreign names in the worker's own texts."""

from __future__ import annotations

import pytest

from jobs.actors.plain import plain


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Aurora", "Aurora"),
        ("**bold** _x_ `y` ~~z~~", "\\*\\*bold\\*\\* \\_x\\_ \\`y\\` \\~\\~z\\~\\~"),
        ("@everyone", "@\u200beveryone"),
        ("<@1>", "\\<@\u200b1\\>"),
        ("[a](b)", "\\[a\\]\\(b\\)"),
        ("https://x", "https:\u200b//x"),
        ("# head\nline", "\\# head line"),
        ("||spoiler||", "\\|\\|spoiler\\|\\|"),
        ("你好 مرحبا", "你好 مرحبا"),
        ("\u202e\u200b ", ""),
        (None, ""),
    ],
)
def test_a_name_is_shown_as_it_is(name: str | None, shown: str) -> None:
    assert plain(name) == shown


def test_a_long_name_is_cut() -> None:
    assert len(plain("x" * 5000)) == 32
