"""Every text is used, and no text that members see stands in the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

import locales
from locales import Locale, message_ids

ROOT = Path(locales.__file__).parent.parent
SPEAKING = ("apolo", "bot", "jobs", "locales", "renderers")
"""The packages that look texts up."""
FACES = ("bot", "jobs/actors")
"""The packages whose words members would see."""

SHOWING = frozenset(
    {"TextDisplay", "TextInput", "Label", "Modal", "Button", "Select", "SelectOption", "Choice"}
    | {"ChannelSelect", "button", "Answer", "OutgoingMessage", "send_message", "edit_message"}
    | {"ContextMenu", "command", "describe", "rename", "Group"}
)
"""What puts words before members."""
UNSEEN = frozenset({"custom_id", "value", "choice", "emoji", "style", "kind"})
"""Arguments of those that nobody sees."""
WORD = re.compile(r"[^\W\d_]{2,}")


@cache
def sources(package: str) -> tuple[tuple[str, str], ...]:
    """All modules of a package: path and text."""
    files = sorted((ROOT / package).rglob("*.py"))
    return tuple((str(file.relative_to(ROOT)), file.read_text("utf-8")) for file in files)


@cache
def lookups() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """Every string in the code, and every f-string that may be a key, as a pattern."""
    literal: set[str] = set()
    patterns: set[str] = set()
    for package in SPEAKING:
        for _, source in sources(package):
            # In f-strings.
            literal.update(re.findall(r"'([a-z][\w-]+)'", source))
            for prefix, said in re.findall(r'(f?)"([^"\n]*)"', source):
                if not prefix:
                    literal.add(said)
                    continue
                parts = re.split(r"(?:\{[^}]*\})+", said)
                # One that has no words of its own could be any key.
                if re.fullmatch(r"[a-z_-]*[a-z_]{3,}[a-z_-]*", "".join(parts)):
                    patterns.add(r"([\w-]+)".join(map(re.escape, parts)))
    return frozenset(literal), tuple(map(re.compile, patterns))


@cache
def fillings() -> frozenset[str]:
    """The words that may stand in such a pattern: those of the code, and of its data."""
    texts = [(ROOT / "dota/data/constants.json").read_text("utf-8")]
    texts += [source for one in (*SPEAKING, "dota", "store") for _, source in sources(one)]
    return frozenset(word for text in texts for word in re.findall(r"[^\W_]+", text.lower()))


class _References(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_MessageReference(self, node: ftl.MessageReference) -> None:  # noqa: N802
        self.names.add(node.id.name)


def referred() -> set[str]:
    """The texts that other texts name."""
    found = _References()
    source = (ROOT / "locales" / "en.ftl").read_text(encoding="utf-8")
    found.visit(FluentParser().parse(source))
    return found.names


def left_over(keys: Iterable[str]) -> set[str]:
    """The keys that nothing in the code can ask for."""
    literal, patterns = lookups()
    used, known = literal | referred(), fillings()
    return {
        key
        for key in keys
        if key not in used
        and not any(
            set(re.findall(r"[^\W_]+", " ".join(found.groups()))) <= known
            for one in patterns
            if (found := one.fullmatch(key))
        )
    }


def test_no_text_is_left_over() -> None:
    assert left_over(message_ids(Locale.EN)) == set()


def test_a_text_that_is_left_over_would_be_found() -> None:
    forgotten = {
        "nobodyasksforthis",
        *(f"{family}-forgottenword" for family in ("card", "privacy", "health")),
    }
    assert left_over(forgotten) == forgotten


def shown_words(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The words that calls put before members without looking them up."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or _name(node.func) not in SHOWING:
            continue
        arguments = list(node.args)
        if _name(node.func) == "button":
            arguments = arguments[1:]  # the route
        arguments += [one.value for one in node.keywords if one.arg not in UNSEEN]
        for argument in arguments:
            for text in _literals(argument):
                if WORD.search(text):
                    yield node.lineno, text


def _literals(node: ast.expr) -> Iterator[str]:
    """The strings that an argument is made of; what functions return is theirs to answer for."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield from (str(part.value) for part in node.values if isinstance(part, ast.Constant))
    elif isinstance(node, ast.BinOp):
        yield from (*_literals(node.left), *_literals(node.right))
    elif isinstance(node, ast.IfExp):
        yield from (*_literals(node.body), *_literals(node.orelse))
    elif isinstance(node, ast.List | ast.Tuple):
        for one in node.elts:
            yield from _literals(one)


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


@pytest.mark.parametrize("face", FACES)
def test_no_words_stand_in_the_code(face: str) -> None:
    found = {
        f"{file}:{line}: {text!r}"
        for file, source in sources(face)
        for line, text in shown_words(ast.parse(source))
    }
    assert found == set()


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('TextDisplay("Hello there")', ["Hello there"]),
        ('TextDisplay(f"## {title}\\n-# made by {name}")', ["\n-# made by "]),
        ('button("route", "Press me", choice="a_choice", emoji="x")', ["Press me"]),
        ('interaction.response.send_message("Done" if done else text(locale, "a-key"))', ["Done"]),
        ("TextDisplay(f\"## {text(locale, 'a-key')}\")", []),
        ('SelectOption(label=name, value="unseen")', []),
    ],
)
def test_words_in_code_would_be_found(code: str, found: list[str]) -> None:
    assert [text for _, text in shown_words(ast.parse(code))] == found
