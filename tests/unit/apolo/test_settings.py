"""Settings: what is read, what is refused, and that the example file keeps up."""

from __future__ import annotations

import os
import re
from dataclasses import fields
from pathlib import Path

import pytest

from apolo.queue_settings import QueueSettings, queue_variables
from apolo.settings import Settings, SettingsError, load_settings, variable_names
from jobs.engine import Priority, QueuePolicy
from jobs.queues import QUEUES

EXAMPLE = Path(__file__).parents[3] / ".env.example"
QUEUE_NAMES = ("image-generation", "member-requests")


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Take every setting out of the environment, and go where there is no .env."""
    ours = set(variable_names())
    for name in list(os.environ):
        if name.upper() in ours or name.upper().startswith("WORKER_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def load() -> Settings:
    return load_settings(QUEUE_NAMES)


def test_everything_has_a_default() -> None:
    settings = load()

    assert settings.discord_token is None
    assert settings.discord_api_url == "https://discord.com/api/v10"
    assert settings.gemini_model == "gemini-3.5-flash-lite"
    assert (settings.redis_url, settings.database_url) == (None, None)
    assert settings.data_dir == Path("data")
    assert settings.operator_ids == frozenset()
    assert 1 <= settings.worker_processes <= 4
    assert (settings.job_retention_completed, settings.job_retention_failed) == (3600, 86400)


@pytest.mark.parametrize(
    ("variable", "given", "value"),
    [
        ("DISCORD_API_URL", "http://127.0.0.1:8000/api/v10/", "http://127.0.0.1:8000/api/v10"),
        ("DISCORD_GATEWAY_URL", "ws://127.0.0.1:8000/gateway", "ws://127.0.0.1:8000/gateway"),
        ("OPENDOTA_URL", "http://127.0.0.1:1/api/", "http://127.0.0.1:1/api"),
        ("OPERATOR_IDS", "1, 9223372036854775807,", frozenset({1, 2**63 - 1})),
        ("OPERATOR_IDS", "42", frozenset({42})),
        ("IMAGE_URL", "http://127.0.0.1:1/", "http://127.0.0.1:1"),
        ("IMAGE_URL", "Off", None),
        ("REDIS_URL", "redis://:pw@host:6379/3", "redis://:pw@host:6379/3"),
        ("REDIS_URL", "rediss://host", "rediss://host"),
        ("REDIS_URL", "unix:///run/valkey.sock", "unix:///run/valkey.sock"),
        ("REDIS_URL", "redis+cluster://a:1,b:2", "redis+cluster://a:1,b:2"),
        ("REDIS_URL", "redis+sentinel://a:1/apolo", "redis+sentinel://a:1/apolo"),
        ("DATABASE_URL", "postgresql://u@/d?host=/run", "postgresql://u@/d?host=/run"),
        ("DATABASE_URL", "postgres://u:p@h:5432/d", "postgres://u:p@h:5432/d"),
        ("DATA_DIR", "/srv/apolo", Path("/srv/apolo")),
        ("DATA_DIR", "~/apolo", Path("~/apolo").expanduser()),
        ("LOG_LEVEL", "debug", "DEBUG"),
        ("LOG_FORMAT", "JSON", "json"),
        ("WORKER_PROCESSES", "3", 3),
        ("WORKER_THREADS", " 4 ", 4),
        ("JOB_RETENTION_COMPLETED", "0", 0),
    ],
)
def test_values_are_typed(
    monkeypatch: pytest.MonkeyPatch, variable: str, given: str, value: object
) -> None:
    monkeypatch.setenv(variable, given)

    assert getattr(load(), variable.lower()) == value


@pytest.mark.parametrize(
    ("variable", "given"),
    [
        ("DISCORD_TOKEN", "two words"),
        ("DISCORD_TOKEN", "tökèn"),
        ("DISCORD_API_URL", "https://discord.com/api"),
        ("DISCORD_API_URL", "https://discord.com/api/v9"),
        ("DISCORD_API_URL", "discord.com/api/v10"),
        ("DISCORD_GATEWAY_URL", "https://gateway.discord.gg"),
        ("OPENDOTA_URL", "ftp://example.org"),
        ("STRATZ_URL", "https://"),
        ("GEMINI_URL", "https://host:99999"),
        ("IMAGE_URL", "https://a b"),
        ("GEMINI_MODEL", "a model"),
        ("OPERATOR_IDS", "1,someone"),
        ("OPERATOR_IDS", "0"),
        ("OPERATOR_IDS", "9223372036854775808"),
        ("REDIS_URL", "http://host"),
        ("REDIS_URL", "unix://"),
        ("REDIS_URL", "redis+sentinel://a:1"),
        ("DATABASE_URL", "mysql://host/d"),
        ("WORKER_PROCESSES", "0"),
        ("WORKER_THREADS", "many"),
        ("JOB_RETENTION_FAILED", "-1"),
        ("JOB_RETENTION_COMPLETED", "1.5"),
        ("LOG_LEVEL", "LOUD"),
        ("LOG_FORMAT", "xml"),
        ("WORKER_IMAGE_GENERATION_ENABLED", "perhaps"),
        ("WORKER_MEMBER_REQUESTS_CONCURRENCY", "0"),
        ("WORKER_MEMBER_REQUESTS_CLUSTER_CONCURRENCY", "-1"),
        ("WORKER_MEMBER_REQUESTS_WEIGHT", "0"),
        ("WORKER_MEMBER_REQUESTS_PRIORITY", "3"),
        ("WORKER_MEMBER_REQUESTS_RATE_LIMIT", "30"),
        ("WORKER_MEMBER_REQUESTS_RATE_LIMIT", "30/0"),
        ("WORKER_MEMBER_REQUESTS_RATE_LIMIT", "30/nan"),
        ("WORKER_MEMBER_REQUESTS_TIMEOUT", "0"),
        ("WORKER_MEMBER_REQUESTS_MAX_RETRIES", "some"),
        ("WORKER_MEMBER_REQUESTS_BACKOFF", "2,,8"),
        ("WORKER_MEMBER_REQUESTS_BACKOFF", "-2"),
        ("WORKER_MEMBER_REQUESTS_KEEP_FAILED", "1e9"),
    ],
)
def test_a_wrong_value_names_the_variable_and_what_it_wants(
    monkeypatch: pytest.MonkeyPatch, variable: str, given: str
) -> None:
    monkeypatch.setenv(variable, given)

    with pytest.raises(SettingsError) as wrong:
        load()

    assert wrong.value.variables == (variable,)
    assert re.fullmatch(rf"{variable}: wants [^;\n]+", str(wrong.value))
    assert wrong.value.exit_code == 2


def test_all_that_is_wrong_is_said_at_once_without_the_values(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("REDIS_URL", "http://user:hunter2@host")
    # Python itself repeats all before the path in its error.
    monkeypatch.setenv("DATABASE_URL", "postgresql://user:hunter2@host\u2100/d")
    monkeypatch.setenv("DISCORD_TOKEN", "hunter2 hunter2")
    monkeypatch.setenv("WORKER_IMAGE_GENERATION_CONCURRENCY", "hunter2")

    with pytest.raises(SettingsError) as wrong:
        load()

    assert set(wrong.value.variables) == {
        "REDIS_URL",
        "DATABASE_URL",
        "DISCORD_TOKEN",
        "WORKER_IMAGE_GENERATION_CONCURRENCY",
    }
    assert "hunter2" not in str(wrong.value)
    assert "\n" not in str(wrong.value)


def test_a_file_is_read_and_the_environment_goes_before_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text(
        "WORKER_THREADS=3\nLOG_LEVEL=ERROR\nOTHER=1\nWORKER_MEMBER_REQUESTS_ENABLED=no\n"
        "WORKER_IMAGE_GENERATION_CONCURRENCY=2\n"
    )
    monkeypatch.setenv("LOG_LEVEL", "DEBUG")
    monkeypatch.setenv("WORKER_IMAGE_GENERATION_CONCURRENCY", "7")

    settings = load()

    assert (settings.worker_threads, settings.log_level) == (3, "DEBUG")
    assert settings.queue("member-requests").enabled is False
    assert settings.queue("image-generation").concurrency == 7


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"LOG_LEVEL=\xff\xfe")

    with pytest.raises(SettingsError, match=r"\.env: wants UTF-8"):
        load()


def test_blank_counts_as_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "")
    monkeypatch.setenv("WORKER_THREADS", "")
    monkeypatch.setenv("WORKER_IMAGE_GENERATION_ENABLED", "")

    settings = load()

    assert (settings.redis_url, settings.worker_threads) == (None, 8)
    assert settings.queue("image-generation") == QueueSettings()


def test_every_field_of_a_policy_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    given = {
        "CONCURRENCY": "3", "CLUSTER_CONCURRENCY": "9", "WEIGHT": "2", "PRIORITY": "Low",
        "TENANT_CAP": "4", "RATE_LIMIT": "30/1.5", "TIMEOUT": "20", "MAX_RETRIES": "2",
        "BACKOFF": "0.5,1", "LONGEST_RETRY_AFTER": "5", "RETENTION_COMPLETED": "60",
        "KEEP_COMPLETED": "7", "KEEP_FAILED": "8", "PREFETCH": "0",
    }  # fmt: skip
    for field, value in given.items():
        monkeypatch.setenv(f"WORKER_MEMBER_REQUESTS_{field}", value)
    monkeypatch.setenv("JOB_RETENTION_COMPLETED", "600")
    monkeypatch.setenv("JOB_RETENTION_FAILED", "700")

    policies = load_settings().queue_policies()

    assert policies["member-requests"] == QueuePolicy(
        "member-requests", concurrency=3, cluster_concurrency=9, weight=2, priority=Priority.LOW,
        tenant_cap=4, rate_limit=30, rate_period_ms=1_500, timeout_ms=20_000, max_retries=2,
        backoff_ms=(500, 1_000), longest_retry_after_ms=5_000, completed_age_ms=60_000,
        failed_age_ms=700_000, completed_count=7, failed_count=8,
    )  # fmt: skip
    assert policies["notification"].completed_age_ms == 600_000
    assert policies["notification"].weight == QUEUES["notification"].weight


def test_a_policy_has_no_field_that_can_not_be_set() -> None:
    of_policy = {field.name for field in fields(QueuePolicy)} - {"name"}
    renamed = {
        "rate_period_ms": "rate_limit", "timeout_ms": "timeout", "backoff_ms": "backoff",
        "longest_retry_after_ms": "longest_retry_after", "completed_age_ms": "retention_completed",
        "failed_age_ms": "retention_failed", "completed_count": "keep_completed",
        "failed_count": "keep_failed",
    }  # fmt: skip
    settable = {renamed.get(name, name) for name in of_policy} | {"enabled"}
    assert settable == set(QueueSettings.model_fields)


def test_prefetch_beside_a_limit_names_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKER_MEMBER_REQUESTS_RATE_LIMIT", "5/60")
    monkeypatch.setenv("WORKER_MEMBER_REQUESTS_PREFETCH", "10")

    with pytest.raises(SettingsError) as wrong:
        load()

    assert wrong.value.variables == ("WORKER_MEMBER_REQUESTS_PREFETCH",)


def test_variables_of_no_queue_are_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKER_IMAGES_ENABLED", "false")
    monkeypatch.setenv("WORKER_MEMBER_REQUESTS_ENABLED", "true")

    assert load().unknown_variables == ("WORKER_IMAGES_ENABLED",)


def test_secrets_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISCORD_TOKEN", "OPENDOTA_API_KEY", "STRATZ_TOKEN", "GEMINI_API_KEY"):
        monkeypatch.setenv(name, f"hunter2-{name}")

    settings = load()

    assert "hunter2" not in repr(settings)
    assert len(settings.secrets()) == 4
    assert settings.require_discord_token() == "hunter2-DISCORD_TOKEN"


def test_a_missing_token_is_an_error_only_where_it_is_needed() -> None:
    with pytest.raises(SettingsError, match="DISCORD_TOKEN: is not set"):
        load().require_discord_token()


def test_the_queues_are_apolos_own_by_default() -> None:
    assert set(load_settings().queues) == set(QUEUES)


def test_the_example_file_has_every_variable_and_no_other() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    named = re.findall(r"^# ([A-Z_<>]+)=(.*)$", text, re.MULTILINE)

    per_queue = queue_variables("<queue>").values()
    assert all(queue.upper().replace("-", "_") in text for queue in QUEUES)
    assert sorted(name for name, _ in named) == sorted({*variable_names(), *per_queue})


def test_the_example_file_shows_the_defaults() -> None:
    named = re.findall(r"^# ([A-Z_]+)=(.+)$", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE)
    shown = {name: value for name, value in named if name in variable_names()}
    known = Settings.model_fields

    assert shown == {name: str(known[name.lower()].default) for name in shown}
    unset = set(variable_names()) - shown.keys()
    assert all(known[name.lower()].default in (None, frozenset()) or name == "WORKER_PROCESSES"
               for name in unset)  # fmt: skip


def test_every_field_says_what_it_wants() -> None:
    assert all(Settings.model_fields[name.lower()].description for name in variable_names())


def test_secret_fields_are_the_ones_called_so() -> None:
    secret = {
        name
        for name in variable_names()
        if "SecretStr" in str(Settings.model_fields[name.lower()].annotation)
    }

    assert secret == {"DISCORD_TOKEN", "OPENDOTA_API_KEY", "STRATZ_TOKEN", "GEMINI_API_KEY"}
