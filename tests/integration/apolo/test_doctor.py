"""``apolo doctor`` and ``apolo migrate``, on real services."""

from __future__ import annotations

import json
import sys
import sysconfig
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from apolo import checkup, cli
from apolo.sandbox.stratz import TOKEN, SandboxStratz
from apolo.settings import Settings

SET_HERE = (
    "REDIS_URL",
    "DATABASE_URL",
    "DISCORD_TOKEN",
    "OPENDOTA_URL",
    "IMAGE_URL",
    "STRATZ_TOKEN",
)


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch, service_dir: Path) -> None:
    """Leave out whatever settings this machine has; nobody answers as another service."""
    for name in SET_HERE:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(service_dir)
    monkeypatch.setenv("DATA_DIR", str(service_dir))
    monkeypatch.setenv("OPENDOTA_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("IMAGE_URL", "http://127.0.0.1:1")


def examine(capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, Any]]:
    code = cli.run(["doctor", "--json"])
    report = json.loads(capsys.readouterr().out.splitlines()[-1])
    return code, {check["name"]: check for check in report["checks"]}


def test_a_new_machine_is_healthy_but_for_what_is_not_set(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, checks = examine(capsys)

    assert code == 0
    assert {name for name, check in checks.items() if check["outcome"] == "fail"} == set()
    assert checks["Valkey (embedded)"]["outcome"] == "ok"
    assert checks["fonts"]["outcome"] == "ok"
    assert checks["Discord token"]["outcome"] == "warn"
    assert checks["OpenDota"]["outcome"] == "warn"
    assert checks["hero pictures"]["outcome"] == "warn"
    assert checks["STRATZ"]["found"].startswith("not used")
    assert "apolo migrate" in checks["PostgreSQL (embedded)"]["found"]


@pytest.mark.parametrize(
    ("options", "prefix", "outcome"),
    [
        ("'--enable-shared' '--prefix=/opt/python'", "/opt/python", "warn"),
        ("'--enable-optimizations' '--prefix=/opt/python'", "/opt/python", "ok"),
        ("'--enable-shared' '--prefix=/usr'", "/usr", "ok"),
        (None, "C:\\Python", "ok"),
    ],
)
def test_a_python_compiled_without_a_profile_is_slow(
    options: str | None, prefix: str, outcome: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    variables = {"CONFIG_ARGS": options, "PY_CORE_CFLAGS": "-O3"}
    monkeypatch.setattr(sysconfig, "get_config_var", variables.get)
    monkeypatch.setattr(sys, "base_prefix", prefix)
    assert checkup._python().outcome == outcome


def test_after_migrate_the_database_is_fine(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["migrate"]) == 0
    assert cli.run(["migrate"]) == 0
    assert capsys.readouterr().out.count("database at revision") == 2

    assert examine(capsys)[1]["PostgreSQL (embedded)"]["outcome"] == "ok"


def test_services_that_are_away_fail_without_their_passwords(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REDIS_URL", "redis://user:hunter2@127.0.0.1:1/0")
    monkeypatch.setenv("DATABASE_URL", "postgresql://user:hunter2@127.0.0.1:1/apolo")
    monkeypatch.setenv("DISCORD_TOKEN", "hunter2")

    code, checks = examine(capsys)

    assert code == 1
    assert checks["Redis (REDIS_URL)"]["outcome"] == "fail"
    assert checks["PostgreSQL (DATABASE_URL)"]["outcome"] == "fail"
    assert "hunter2" not in json.dumps(checks)


@pytest.fixture
def own_services(valkey_url: str, database_dsn: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a Redis and a PostgreSQL that run already."""
    monkeypatch.setenv("REDIS_URL", valkey_url)
    monkeypatch.setenv("DATABASE_URL", database_dsn)


@pytest.mark.usefixtures("own_services")
def test_services_of_ones_own_are_looked_at(capsys: pytest.CaptureFixture[str]) -> None:
    code, checks = examine(capsys)

    assert code == 0
    assert checks["Redis (REDIS_URL)"]["outcome"] == "ok"
    assert checks["PostgreSQL (DATABASE_URL)"]["outcome"] == "ok"


@pytest.mark.parametrize(
    ("token", "outcome"), [(TOKEN, "ok"), ("a.wrong.token", "warn"), ("malformed", "warn")]
)
async def test_stratz_is_asked_whether_it_takes_the_token(token: str, outcome: str) -> None:
    stratz = SandboxStratz()
    await stratz.start()
    settings = Settings(stratz_url=stratz.url, stratz_token=SecretStr(token))

    check = await checkup._stratz(settings)
    await stratz.stop()

    assert check.outcome == outcome
    assert token not in check.found


def test_a_data_folder_that_can_not_be_used(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], service_dir: Path
) -> None:
    (service_dir / "file").touch()
    monkeypatch.setenv("DATA_DIR", str(service_dir / "file"))

    code, checks = examine(capsys)

    assert code == 1
    assert checks["data folder"]["outcome"] == "fail"
    assert checks["Valkey (embedded)"]["outcome"] == "fail"


@pytest.mark.usefixtures("own_services")
def test_the_table_is_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["doctor"]) == 0
    assert "Redis (REDIS_URL)" in capsys.readouterr().out


def test_migrate_without_a_database_is_one_line_and_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://127.0.0.1:1/apolo")

    assert cli.run(["migrate"]) == 1
    err = capsys.readouterr().err.splitlines()
    assert err[-1].startswith("apolo: the database is unavailable: ")
