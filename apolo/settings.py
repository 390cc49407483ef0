"""Every setting of Apolo, read from the environment and ``.env``, typed and checked.

A setting's ``description`` says what it wants; it is what a wrong value is answered with. Values
are never repeated in an error, since a URL may hold a password.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from apolo.queue_settings import QueueSettings, queue_variables
from jobs.engine.addresses import parse as parse_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from jobs.engine import QueuePolicy

ENV_FILE = Path(".env")
OFF = "off"
_SNOWFLAKE_MAX = 2**63 - 1
_FIELDS = "|".join(map(str.upper, QueueSettings.model_fields))
_QUEUE_VARIABLE = re.compile(rf"WORKER_[A-Z0-9_]+_(?:{_FIELDS})")


class SettingsError(Exception):
    """One or more settings are missing or wrong.

    Attributes
    ----------
    variables : tuple of str
        The environment variables to look at.
    """

    exit_code = 2

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.variables = tuple(problems)
        super().__init__("; ".join(f"{name}: {text}" for name, text in problems.items()))


def _has_scheme(value: str, *schemes: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in schemes or not parts.hostname or any(c.isspace() for c in value):
        raise ValueError("not such a URL")
    _ = parts.port  # raises ValueError outside 0-65535
    return value


def _http_url(value: str) -> str:
    return _has_scheme(value, "http", "https").rstrip("/")


def _api_url(value: str) -> str:
    value = _http_url(value)
    if not urlsplit(value).path.endswith("/api/v10"):
        raise ValueError("not version 10 of the API")
    return value


def _gateway_url(value: str) -> str:
    return _has_scheme(value, "ws", "wss")


def _redis_url(value: str) -> str:
    return parse_address(value).url


def _database_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"postgresql", "postgres"} or any(c.isspace() for c in value):
        raise ValueError("not such a URL")
    return value


def _token(value: SecretStr) -> SecretStr:
    text = value.get_secret_value()
    if not text.isascii() or not text.isprintable() or " " in text or len(text) > 4096:
        raise ValueError("not a token")
    return value


def _operator_ids(value: object) -> object:
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    return value


def _upper(value: object) -> object:
    return value.strip().upper() if isinstance(value, str) else value


def _lower(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


def _off(value: object) -> object:
    return None if isinstance(value, str) and value.strip().lower() == OFF else value


HttpUrl = Annotated[str, AfterValidator(_http_url)]
Token = Annotated[SecretStr, AfterValidator(_token)]
Uses = Annotated[int, Field(ge=0, le=1_000_000)]
_USES = "a whole number from 0 (no limit) to 1000000"
Snowflake = Annotated[int, Field(ge=1, le=_SNOWFLAKE_MAX)]


def _default_processes() -> int:
    return max(1, min(4, os.cpu_count() or 1))


class Settings(BaseSettings):
    """All settings; a field ``discord_token`` is the variable ``DISCORD_TOKEN``.

    Make instances with `load_settings`: it fills `queues` from ``WORKER_<QUEUE>_…``, and
    `unknown_variables` with those of no queue that exists.
    """

    model_config = SettingsConfigDict(
        env_ignore_empty=True,
        str_strip_whitespace=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    discord_token: Token | None = Field(
        default=None, description="a bot token from Discord's developer portal, without spaces"
    )
    discord_api_url: Annotated[str, AfterValidator(_api_url)] = Field(
        default="https://discord.com/api/v10",
        description="an http:// or https:// URL that ends in /api/v10",
    )
    discord_gateway_url: Annotated[str, AfterValidator(_gateway_url)] = Field(
        default="wss://gateway.discord.gg/", description="a ws:// or wss:// URL"
    )
    operator_ids: Annotated[frozenset[Snowflake], NoDecode, BeforeValidator(_operator_ids)] = Field(
        default=frozenset(), description="Discord user ids (whole numbers) separated by commas"
    )
    alert_channel_id: Snowflake | None = Field(
        default=None, description="a Discord channel's id (a whole number)"
    )

    opendota_url: HttpUrl = Field(
        default="https://api.opendota.com/api", description="an http:// or https:// URL"
    )
    opendota_api_key: Token | None = Field(
        default=None, description="an OpenDota API key, without spaces"
    )
    stratz_url: HttpUrl = Field(
        default="https://api.stratz.com/graphql", description="an http:// or https:// URL"
    )
    stratz_token: Token | None = Field(
        default=None, description="a STRATZ API token, without spaces"
    )
    gemini_url: HttpUrl = Field(
        default="https://generativelanguage.googleapis.com",
        description="an http:// or https:// URL",
    )
    gemini_api_key: Token | None = Field(
        default=None, description="a Gemini API key, without spaces"
    )
    gemini_model: str = Field(
        default="gemini-3.5-flash-lite",
        pattern=r"^[A-Za-z0-9][A-Za-z0-9._/-]{0,127}$",
        description="the name of a Gemini model",
    )
    gemini_sdk: Annotated[
        Literal["google-generativeai", "google-genai"], BeforeValidator(_lower)
    ] = Field(default="google-generativeai", description="google-generativeai or google-genai")
    gemini_daily_limit: int = Field(
        default=20, ge=0, le=1_000_000, description="a whole number from 0 to 1000000"
    )
    gemini_minute_limit: int = Field(
        default=5, ge=0, le=10_000, description="a whole number from 0 to 10000"
    )
    fair_use_member_minute: Uses = Field(default=60, description=_USES)
    fair_use_member_day: Uses = Field(default=2_000, description=_USES)
    fair_use_server_day: Uses = Field(default=50_000, description=_USES)
    analysis_member_day: Uses = Field(default=5, description=_USES)
    analysis_server_day: Uses = Field(default=30, description=_USES)
    coaching_member_day: Uses = Field(default=20, description=_USES)
    coaching_server_day: Uses = Field(default=100, description=_USES)
    image_url: Annotated[HttpUrl | None, BeforeValidator(_off)] = Field(
        default="https://cdn.cloudflare.steamstatic.com",
        description="the http:// or https:// URL of the host of hero and item pictures, or off",
    )

    redis_url: Annotated[str, AfterValidator(_redis_url)] | None = Field(
        default=None,
        description="a redis://, rediss:// or unix:// URL, or one of redis+cluster:// or "
        "redis+sentinel:// (unset: Valkey is started here)",
    )
    database_url: Annotated[str, AfterValidator(_database_url)] | None = Field(
        default=None, description="a postgresql:// URL (unset: PostgreSQL is started here)"
    )
    data_dir: Annotated[Path, AfterValidator(Path.expanduser)] = Field(
        default=Path("data"), description="a folder this process may write to"
    )

    worker_processes: int = Field(
        default_factory=_default_processes, ge=1, le=64, description="a whole number from 1 to 64"
    )
    worker_threads: int = Field(default=8, ge=1, le=256, description="a whole number from 1 to 256")
    worker_nice: int = Field(default=10, ge=0, le=19, description="a whole number from 0 to 19")
    job_retention_completed: int = Field(
        default=3_600, ge=0, le=31_536_000, description="seconds, a whole number from 0 to 31536000"
    )
    job_retention_failed: int = Field(
        default=86_400,
        ge=0,
        le=31_536_000,
        description="seconds, a whole number from 0 to 31536000",
    )

    log_level: Annotated[
        Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"], BeforeValidator(_upper)
    ] = Field(default="INFO", description="DEBUG, INFO, WARNING, ERROR or CRITICAL")
    log_format: Annotated[Literal["auto", "console", "json"], BeforeValidator(_lower)] = Field(
        default="auto", description="auto (console on a terminal, else json), console or json"
    )

    queues: Annotated[dict[str, QueueSettings], NoDecode] = Field(default_factory=dict)
    unknown_variables: Annotated[tuple[str, ...], NoDecode] = ()

    def queue(self, name: str) -> QueueSettings:
        """Return the settings of the queue called `name`; the defaults where none were given."""
        return self.queues.get(name, QueueSettings())

    def queue_policies(self) -> dict[str, QueuePolicy]:
        """Return Apolo's queues, each with its policy as these settings change it."""
        from jobs.queues import QUEUES

        kept = {
            "retention_completed": self.job_retention_completed,
            "retention_failed": self.job_retention_failed,
        }
        everywhere = QueueSettings.model_validate(kept)
        return {
            name: self.queue(name).applied(everywhere.applied(policy))
            for name, policy in QUEUES.items()
        }

    def require_discord_token(self) -> str:
        """Return the bot token.

        Raises
        ------
        SettingsError
            When ``DISCORD_TOKEN`` is not set.
        """
        if self.discord_token is None:
            wants = type(self).model_fields["discord_token"].description
            raise SettingsError({"DISCORD_TOKEN": f"is not set; it wants {wants}"})
        return self.discord_token.get_secret_value()

    def secrets(self) -> frozenset[str]:
        """Return every secret value set here, for a log filter to keep out."""
        values = (getattr(self, name) for name in type(self).model_fields)
        return frozenset(v.get_secret_value() for v in values if isinstance(v, SecretStr))


def variable_names() -> tuple[str, ...]:
    """Return the environment variables that are not per queue, in the order of the fields."""
    hidden = {"queues", "unknown_variables"}
    return tuple(name.upper() for name in Settings.model_fields if name not in hidden)


def load_settings(
    queues: Iterable[str] | None = None, *, env_file: Path | None = ENV_FILE
) -> Settings:
    """Read and check the settings.

    Parameters
    ----------
    queues : iterable of str, optional
        Names of the queues that have ``WORKER_<QUEUE>_…`` variables; by default Apolo's own.
    env_file : Path or None
        A file of further variables, used where it exists. The environment goes before it.

    Raises
    ------
    SettingsError
        When a value is wrong. It names each variable and what it wants, in one line.
    """
    if queues is None:
        from jobs.queues import QUEUES

        queues = tuple(QUEUES)
    problems: dict[str, str] = {}
    try:
        given = _queue_variables_given(env_file)
        per_queue = {name: _queue_settings(name, given, problems) for name in queues}
        known = {v for name in per_queue for v in queue_variables(name).values()}
        settings = Settings(
            _env_file=env_file,  # type: ignore[call-arg]
            queues=per_queue,
            unknown_variables=tuple(sorted(given.keys() - known)),
        )
    except ValidationError as error:
        raise SettingsError({**_explain(error, Settings, str.upper), **problems}) from None
    except UnicodeDecodeError:
        raise SettingsError({str(env_file): "wants UTF-8 text"}) from None
    if problems:
        raise SettingsError(problems)
    return settings


def _queue_variables_given(env_file: Path | None) -> dict[str, str]:
    """Return the per queue variables of `env_file` and the environment that are not blank."""
    given: dict[str, str | None] = {}
    if env_file is not None and env_file.is_file():
        given.update(dotenv_values(env_file, encoding="utf-8"))
    given.update(os.environ)
    return {
        name.upper(): value.strip()
        for name, value in given.items()
        if value and value.strip() and _QUEUE_VARIABLE.fullmatch(name.upper())
    }


def _queue_settings(
    queue: str, given: Mapping[str, str], problems: dict[str, str]
) -> QueueSettings:
    """Build the settings of `queue`; what is wrong goes to `problems`."""
    variables = queue_variables(queue)
    values = {field: given[name] for field, name in variables.items() if name in given}
    from jobs.queues import QUEUES

    try:
        found = QueueSettings.model_validate(values)
    except ValidationError as error:
        problems.update(_explain(error, QueueSettings, variables.__getitem__))
        return QueueSettings()
    try:
        if queue in QUEUES:
            found.applied(QUEUES[queue])
    except ValueError:
        problems[variables["prefetch"]] = "wants 0 on a queue with a limit across processes"
    return found


def _explain(
    error: ValidationError, model: type[BaseModel], variable: Callable[[str], str]
) -> dict[str, str]:
    """Map each wrong variable to what it wants, without the value it has."""
    fields = (str(problem["loc"][0]) for problem in error.errors(include_input=False))
    return {variable(f): f"wants {model.model_fields[f].description}" for f in fields}
