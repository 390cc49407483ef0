"""Everything a member reads, in English, Brazilian Portuguese and neutral Spanish."""

from __future__ import annotations

import datetime as dt
import enum
import threading
from functools import cache
from pathlib import Path
from typing import Final

from babel import dates, numbers
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast as ftl

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
    bundle = _bundle(locale)
    message = bundle.get_message(message_id)
    if message.value is None:
        raise KeyError(message_id)
    formatted, errors = bundle.format_pattern(message.value, args)
    if errors:
        raise FormatError(f"{locale.value} {message_id}: {errors[0]!r}") from errors[0]
    return str(formatted)


def format_number(locale: Locale, number: float) -> str:
    """Write a number by the locale's rules, with at most three decimals."""
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
    return dates.format_date(moment.date(), format="medium", locale=_babel(locale))


def format_age(locale: Locale, seconds: float) -> str:
    """Write how long ago something was, in its largest unit: ``2 hours ago``, ``há 2 horas``."""
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


def message_ids(locale: Locale) -> frozenset[str]:
    """Every key of a language's file."""
    return _load(locale)[1]


_EPOCH: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_TAGS: Final = {Locale.EN: "en-US", Locale.PT: "pt-BR", Locale.ES: "es"}
_LOADING: Final = threading.Lock()


def _babel(locale: Locale) -> str:
    return _TAGS[locale].replace("-", "_")


def _bundle(locale: Locale) -> FluentBundle:
    return _load(locale)[0]


def _load(locale: Locale) -> tuple[FluentBundle, frozenset[str]]:
    # The lock keeps threads that ask at once from each reading the file; afterwards a bundle
    # is only read, because every message is compiled here.
    with _LOADING:
        return _load_once(locale)


@cache
def _load_once(locale: Locale) -> tuple[FluentBundle, frozenset[str]]:
    source = Path(__file__).with_name(f"{locale.value}.ftl").read_text(encoding="utf-8")
    resource = FluentResource(source)
    bundle = FluentBundle([_TAGS[locale]], use_isolating=False)
    bundle.add_resource(resource)
    ids = frozenset(entry.id.name for entry in resource.body if isinstance(entry, ftl.Message))
    for message_id in ids:
        bundle.get_message(message_id)
    return bundle, ids
