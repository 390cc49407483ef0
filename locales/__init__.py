"""Everything a member reads, in English, Brazilian Portuguese and neutral Spanish."""

from __future__ import annotations

import datetime as dt
import enum
import re
import threading
from collections.abc import Container, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from locales.plain import Choice, Plain, plain

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

__all__ = [
    "OWN_NAMES",
    "FormatError",
    "Locale",
    "format_age",
    "format_date",
    "format_duration",
    "format_number",
    "message_ids",
    "negotiate",
    "text",
]


class Locale(enum.StrEnum):
    """A language that Apolo speaks; the value is the stem of its Fluent file."""

    EN = "en"
    PT = "pt"
    """Brazilian Portuguese."""
    ES = "es"
    """Spanish that reads well on both sides of the Atlantic."""

    @classmethod
    def parse(cls, value: str) -> Locale:
        """Read a language tag (``pt``, ``pt-BR``, ``es_419``, any case).

        Raises
        ------
        ValueError
            When Apolo does not speak that language.
        """
        language = value.strip().replace("_", "-").partition("-")[0].lower()
        return cls(language)


OWN_NAMES: Final = {Locale.EN: "English", Locale.PT: "Português", Locale.ES: "Español"}
"""Each language in its own words, so that nobody has to know another to find it."""


class FormatError(ValueError):
    """A message was asked for with arguments that it can't be formatted with."""


def negotiate(*tags: str | None) -> Locale:
    """Choose the first language that Apolo speaks, English when there is none.

    Parameters
    ----------
    *tags
        Language tags by preference, such as Discord's ``interaction.locale`` and then
        ``interaction.guild_locale``; None and unknown languages are passed over.
    """
    for tag in tags:
        if tag:
            try:
                return Locale.parse(tag)
            except ValueError:
                continue
    return Locale.EN


def text(locale: Locale, message_id: str, /, **args: str | float) -> str:
    """Format one message.

    Parameters
    ----------
    locale
        The reader's language.
    message_id
        A key of the Fluent files.
    **args
        The message's variables. Numbers are written by the locale's rules and choose plural
        forms; give ids as strings, so that they get no thousands separators.

    Raises
    ------
    KeyError
        When no such message exists.
    FormatError
        When a variable is missing or of a wrong kind.
    """
    return _formatted(locale, message_id, args) if args else _fixed(locale, message_id)


def _formatted(locale: Locale, message_id: str, args: Mapping[str, str | float]) -> str:
    formatted, errors = _texts(locale).format(message_id, args)
    if errors:
        raise FormatError(f"{locale.value} {message_id}: {errors[0]!r}") from errors[0]
    return formatted


@lru_cache(maxsize=1024)
def _fixed(locale: Locale, message_id: str) -> str:
    """Format a message without variables; a picture wants dozens, the same each time."""
    return _formatted(locale, message_id, {})


def format_number(locale: Locale, number: float) -> str:
    """Write a number by the locale's rules, with at most three decimals."""
    if isinstance(number, int):
        return f"{number:,}".replace(",", _SEPARATORS[locale])
    # Babel is loaded by who needs it: that takes as long as to draw two pictures.
    from locales.cldr import numbers

    return numbers.format_decimal(number, locale=_babel(locale))


def format_date(locale: Locale, unix_seconds: float) -> str:
    """Write the day of a moment (UTC) in the locale's medium form, such as ``Mar 3, 2024``.

    Raises
    ------
    ValueError
        When the moment lies outside the years 1 to 9999.
    """
    try:
        moment = _EPOCH + dt.timedelta(seconds=unix_seconds)
    except OverflowError as error:
        raise ValueError(f"no such day: {unix_seconds}") from error
    return _medium(locale, moment.date())


# A picture writes a day, and reads it out.
@lru_cache(maxsize=256)
def _medium(locale: Locale, day: dt.date) -> str:
    # As Babel would write it, whose data of a language take two pictures' time to load.
    month = _fixed(locale, "date-months").split()[day.month - 1]
    return text(locale, "date", day=str(day.day), month=month, year=str(day.year))


def format_age(locale: Locale, seconds: float) -> str:
    """Write how long ago something was, in its largest unit: ``2 hours ago``, ``há 2 horas``."""
    from locales.cldr import dates

    ago = dt.timedelta(seconds=-max(1.0, seconds))
    return dates.format_timedelta(ago, add_direction=True, threshold=1.0, locale=_babel(locale))


def format_duration(seconds: float) -> str:
    """Write a match clock: ``42:17``, from an hour on ``1:02:03``, before the horn ``-1:30``."""
    sign = "-" if seconds < 0 else ""
    minutes, rest = divmod(abs(int(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{sign}{hours}:{minutes:02}:{rest:02}"
    return f"{sign}{minutes}:{rest:02}"


def make_ready() -> None:
    """Load what some texts need and most do without: some 0.2 s, better not later.

    Whoever serves members from one event loop calls this before.
    """
    for locale in Locale:
        _texts(locale).make_ready()


def message_ids(locale: Locale) -> frozenset[str]:
    """Every key of a language's file."""
    return _texts(locale).ids


_EPOCH: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_TAGS: Final = {Locale.EN: "en-US", Locale.PT: "pt-BR", Locale.ES: "es"}
_ONES: Final = {Locale.EN: (1,), Locale.PT: (0, 1), Locale.ES: (1,)}
"""The small counts of the plural form "one"."""
_SEPARATORS: Final = {Locale.EN: ",", Locale.PT: ".", Locale.ES: "."}
"""Of thousands."""
_ENTRY: Final = re.compile(r"\n(?=(-?[a-zA-Z][\w-]*) *=)")
_REFERENCE: Final = re.compile(r"\{\s*(-?[a-zA-Z][\w-]*)")


class _Texts:
    """The messages of one file, each read when it is first wanted.

    To parse a whole file takes a third of a second, and most processes want few of its messages.
    Fluent itself is loaded for the first one that is neither a line with variables in it nor a
    choice of two by a count.
    """

    def __init__(self, tag: str, source: str, ones: Container[int]) -> None:
        # What stands before the first entry, and then names and entries by turns.
        _, *parts = _ENTRY.split(f"\n{source}")
        self._tag = tag
        self._ones = ones
        self._sources = dict(zip(parts[::2], parts[1::2], strict=True))
        self._plain: dict[str, Plain | Choice | None] = {}
        self._bundle: FluentBundle | None = None
        self._reading = threading.Lock()
        self._read: set[str] = set()
        self.ids = frozenset(name for name in self._sources if not name.startswith("-"))

    def format(
        self, message_id: str, args: Mapping[str, str | float]
    ) -> tuple[str, list[Exception]]:
        """Format a message; the text and what was wrong with it. Raises `KeyError`."""
        if message_id not in self.ids:
            raise KeyError(message_id)
        if message_id not in self._plain:
            self._plain[message_id] = plain(self._sources[message_id], self._ones)
        simple = self._plain[message_id]
        formatted = simple.format(args) if simple is not None else None
        return (formatted, []) if formatted is not None else self._by_fluent(message_id, args)

    def make_ready(self) -> None:
        """Load what a message needs that isn't plain."""
        with self._reading:
            self._having("")

    def _by_fluent(
        self, message_id: str, args: Mapping[str, str | float]
    ) -> tuple[str, list[Exception]]:
        # Threads that ask at once must not read the same entry twice.
        with self._reading:
            bundle = self._having(message_id)
        message = bundle.get_message(message_id)
        if message.value is None:
            raise KeyError(message_id)
        formatted, errors = bundle.format_pattern(message.value, dict(args))
        return str(formatted), list(errors)

    def _having(self, name: str) -> FluentBundle:
        """Return the bundle, with an entry in it and those that the entry refers to."""
        # Not at the top: it takes a tenth of a second, and most messages can do without.
        # Fluent loads Babel, which is to be loaded in Apolo's way.
        from locales import cldr  # noqa: F401, I001
        from fluent.runtime import FluentBundle, FluentResource

        if self._bundle is None:
            self._bundle = FluentBundle([self._tag], use_isolating=False)
        if name in self._sources and name not in self._read:
            self._read.add(name)
            source = self._sources[name]
            for other in _REFERENCE.findall(source):
                self._having(other)
            self._bundle.add_resource(FluentResource(source))
        return self._bundle


def _babel(locale: Locale) -> str:
    return _TAGS[locale].replace("-", "_")


@cache
def _texts(locale: Locale) -> _Texts:
    source = Path(__file__).with_name(f"{locale.value}.ftl").read_text(encoding="utf-8")
    return _Texts(_TAGS[locale], source, _ONES[locale])
