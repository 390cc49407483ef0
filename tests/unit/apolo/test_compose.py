"""The Dockerfile and docker-compose.yml against what they name: commands, settings, files."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from apolo import cli
from apolo.health import Part
from apolo.queue_settings import queue_variables
from apolo.settings import load_settings, variable_names
from apolo.worker import GRACE
from bot.steps import DeliveryPolicy
from jobs.queues import QUEUES

ROOT = Path(__file__).parents[3]
OURS = ("migrate", "bot", "worker", "scheduler")
SERVICES = ("redis", "postgres")


@dataclass(frozen=True)
class Instruction:
    """One instruction of a Dockerfile; ``stage`` counts from 0."""

    stage: int
    name: str
    rest: str

    @property
    def words(self) -> list[str]:
        """The exec form; fails where it is the shell form."""
        return list(json.loads(self.rest))


def dockerfile() -> list[Instruction]:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    joined = re.sub(r"\s*\\\n\s*", " ", "\n".join(lines))
    found, stage = [], -1
    for line in joined.splitlines():
        name, rest = line.split(maxsplit=1)
        stage += name == "FROM"
        found.append(Instruction(stage, name, rest))
    return found


def of(name: str, *, stage: int | None = None) -> list[Instruction]:
    return [one for one in dockerfile() if one.name == name and stage in (None, one.stage)]


def the_last(name: str) -> Instruction:
    return of(name, stage=of("FROM")[-1].stage)[-1]


def environment_of_image() -> dict[str, str]:
    words = shlex.split(" ".join(one.rest for one in of("ENV", stage=of("FROM")[-1].stage)))
    return dict(word.split("=", 1) for word in words)


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    """Return docker-compose.yml as Compose reads it where `.env` sets nothing."""
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    outside_comments = re.sub(r"^\s*#.*$", "", text, flags=re.MULTILINE)
    filled = re.sub(r"\$\{\w+:-(\w+)\}", r"\1", outside_comments)
    assert "$" not in filled, "a variable without a default"
    return dict(yaml.safe_load(filled))


def parse(command: list[str]) -> None:
    """Parse a command line of `apolo` without running it."""
    name, *args = command
    assert name in cli.COMMANDS
    cli.load_command(name).make_context(name, args)


def seconds(duration: str) -> float:
    number, unit = re.fullmatch(r"(\d+)(s|m)", duration).groups()  # type: ignore[union-attr]
    return int(number) * {"s": 1, "m": 60}[unit]


# --- the image


def test_what_builds_the_image_stays_out_of_it() -> None:
    assert len(of("FROM")) == 2
    last = of("FROM")[-1].stage
    assert not any("pip" in one.rest for one in of("RUN", stage=last))
    assert not re.search(r"gcc|build-essential|-dev\b", " ".join(one.rest for one in of("RUN")))
    assert [one.rest for one in of("COPY", stage=last)] == [
        "--from=build /opt/apolo /opt/apolo",
    ]


def test_both_stages_have_a_python_that_the_project_takes() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    least = re.search(r"(\d+)\.(\d+)", project["requires-python"])
    version = re.search(r"PYTHON_VERSION=(\d+)\.(\d+)", dockerfile()[0].rest)
    assert least is not None
    assert version is not None
    assert tuple(map(int, version.groups())) >= tuple(map(int, least.groups()))
    assert all(one.rest.startswith("python:${PYTHON_VERSION}-slim") for one in of("FROM"))


def test_every_package_is_installed_by_its_hash() -> None:
    installs = [one.rest for one in of("RUN") if "pip install" in one.rest]
    assert "--require-hashes" in installs[0]
    assert "requirements.lock" in installs[0]
    assert all("--no-deps" in install for install in installs[1:])


def test_all_of_the_code_is_copied_and_passes_the_ignore_file() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packages = {
        name.rstrip("*") for name in project["tool"]["setuptools"]["packages"]["find"]["include"]
    }
    sources = {word for one in of("COPY", stage=0) for word in one.rest.split()[:-1]}
    allowed = {
        line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line[:1] == "!"
    }
    assert packages <= sources
    assert sources == allowed
    assert all((ROOT / source).exists() for source in sources)
    assert {project["project"]["readme"], "LICENSE"} <= sources


def test_it_does_not_run_as_root() -> None:
    user = the_last("USER").rest
    assert user not in {"root", "0"}
    assert re.search(rf"useradd --uid \d{{5}} .*\b{user}\b", " ".join(r.rest for r in of("RUN")))


def test_its_command_gets_signals_and_is_one_of_apolos() -> None:
    entry = the_last("ENTRYPOINT").words
    assert entry == ["tini", "--", "apolo"]
    assert "--no-install-recommends tini" in " ".join(one.rest for one in of("RUN", stage=1))
    parse(the_last("CMD").words)
    assert the_last("STOPSIGNAL").rest == "SIGTERM"


def test_its_health_check_looks_at_all_that_its_command_runs() -> None:
    _, command = the_last("HEALTHCHECK").rest.split("CMD", 1)
    apolo, *words = json.loads(command)
    assert apolo == "apolo"
    assert words == ["health"]
    parse(words)


def test_its_variables_are_settings() -> None:
    given = environment_of_image()
    ours = {name for name in given if not name.startswith(("PYTHON", "PATH"))}
    assert ours <= set(variable_names())
    assert the_last("VOLUME").rest == given["DATA_DIR"]
    # The folder exists and is the user's before it becomes a volume.
    assert re.search(
        rf"install .*--owner apolo .* {given['DATA_DIR']}$", of("RUN", stage=1)[0].rest
    )


# --- the services


def test_every_part_is_there(compose: dict[str, Any]) -> None:
    assert set(compose["services"]) == {*OURS, *SERVICES}
    assert {compose["services"][name]["image"] for name in OURS} == {"apolo:latest"}


@pytest.mark.parametrize("name", OURS)
def test_a_parts_command_is_one_of_apolos(compose: dict[str, Any], name: str) -> None:
    command = compose["services"][name]["command"]
    assert command[0] == name
    parse(command)


@pytest.mark.parametrize("name", OURS)
def test_a_parts_variables_are_settings_that_are_right(
    compose: dict[str, Any], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = compose["services"][name]["environment"]
    known = {*variable_names(), *(v for q in QUEUES for v in queue_variables(q).values())}
    assert set(given) <= known
    for variable, value in given.items():
        monkeypatch.setenv(variable, value)
    settings = load_settings(env_file=None)
    assert (settings.redis_url, settings.database_url) == (
        given["REDIS_URL"],
        given["DATABASE_URL"],
    )


def test_the_urls_lead_to_the_services(compose: dict[str, Any]) -> None:
    given = compose["services"]["bot"]["environment"]
    made = compose["services"]["postgres"]["environment"]
    assert set(made) == {"POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD"}
    assert given["REDIS_URL"] == "redis://redis:6379/0"
    assert given["DATABASE_URL"] == (
        f"postgresql://{made['POSTGRES_USER']}:{made['POSTGRES_PASSWORD']}"
        f"@postgres:5432/{made['POSTGRES_DB']}"
    )


@pytest.mark.parametrize("part", list(Part))
def test_a_part_that_runs_is_asked_for_its_own_health(compose: dict[str, Any], part: Part) -> None:
    check = compose["services"][part]["healthcheck"]
    assert check["test"] == ["CMD", "apolo", "health", part.value]
    parse(check["test"][2:])
    assert seconds(check["start_period"]) >= 30


def test_the_services_are_asked_for_their_health(compose: dict[str, Any]) -> None:
    redis, postgres = (compose["services"][name] for name in SERVICES)
    assert redis["healthcheck"]["test"] == ["CMD-SHELL", "valkey-cli ping | grep -q PONG"]
    made = postgres["environment"]
    assert postgres["healthcheck"]["test"] == [
        "CMD", "pg_isready", "-h", "127.0.0.1",
        "-U", made["POSTGRES_USER"], "-d", made["POSTGRES_DB"],
    ]  # fmt: skip


def test_redis_keeps_every_job(compose: dict[str, Any]) -> None:
    command = compose["services"]["redis"]["command"]
    options = dict(zip(command[1::2], command[2::2], strict=True))
    assert options["--appendonly"] == "yes"
    assert options["--appendfsync"] in {"everysec", "always"}
    assert options["--maxmemory-policy"] == "noeviction"
    assert compose["services"]["redis"]["volumes"] == ["redis:/data"]


def test_nothing_starts_before_what_it_needs(compose: dict[str, Any]) -> None:
    def needs(name: str) -> dict[str, str]:
        return {
            other: how["condition"]
            for other, how in compose["services"][name]["depends_on"].items()
        }

    assert needs("migrate") == {"postgres": "service_healthy"}
    for name in ("bot", "worker"):
        assert needs(name) == {
            "redis": "service_healthy",
            "migrate": "service_completed_successfully",
        }
    assert needs("scheduler") == {"redis": "service_healthy"}


def test_migrate_runs_once_and_the_others_again(compose: dict[str, Any]) -> None:
    restarts = {name: one["restart"] for name, one in compose["services"].items()}
    assert restarts.pop("migrate") == "no"
    assert set(restarts.values()) == {"unless-stopped"}


def test_everyone_has_the_time_they_take_to_stop(compose: dict[str, Any]) -> None:
    def has(name: str) -> float:
        return seconds(compose["services"][name]["stop_grace_period"])

    assert has("worker") > GRACE + 5.0
    # Intake and delivery may take this long each, one after the other.
    assert has("bot") > 2 * DeliveryPolicy().stop_within
    assert all(has(name) >= 15 for name in ("scheduler", *SERVICES))


def test_no_port_is_published_and_the_services_are_apart(compose: dict[str, Any]) -> None:
    assert not any("ports" in one for one in compose["services"].values())
    assert compose["networks"]["services"]["internal"] is True
    assert all(compose["services"][name]["networks"] == ["services"] for name in SERVICES)


def test_workers_can_be_many(compose: dict[str, Any]) -> None:
    worker = compose["services"]["worker"]
    assert not {"container_name", "hostname", "volumes", "ports"} & worker.keys()


@pytest.mark.parametrize("name", OURS)
def test_a_part_writes_to_its_data_and_tmp_alone(compose: dict[str, Any], name: str) -> None:
    part = compose["services"][name]
    assert part["read_only"] is True
    assert part["cap_drop"] == ["ALL"]
    mounted = {place.split(":")[-1] for place in [*part["tmpfs"], *part.get("volumes", [])]}
    assert mounted == {"/tmp", part["environment"]["DATA_DIR"]}
    assert part["environment"]["DATA_DIR"] == environment_of_image()["DATA_DIR"]


def test_the_bots_journal_outlives_it(compose: dict[str, Any]) -> None:
    assert compose["services"]["bot"]["volumes"] == ["bot:/data"]


def test_what_is_named_is_declared(compose: dict[str, Any]) -> None:
    volumes = {
        place.split(":")[0]
        for one in compose["services"].values()
        for place in one.get("volumes", [])
    }
    networks = {name for one in compose["services"].values() for name in one["networks"]}
    assert volumes == set(compose["volumes"])
    assert networks == set(compose["networks"])
    assert all(compose["services"][name]["env_file"] == ".env" for name in OURS)
    assert (ROOT / ".env.example").is_file()
