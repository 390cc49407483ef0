"""A Gemini on this machine, and the coaching actor's context."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from apolo.sandbox.gemini import SandboxGemini
from jobs.actors.coaching import MODELS, coach
from jobs.actors.coaching.budget import Budget
from jobs.actors.coaching.desk import Desk
from jobs.actors.coaching.gemini import GeminiCoach
from jobs.actors.coaching.kept import KeptTexts
from jobs.actors.coaching.model import Prompt
from jobs.actors.loop import Loop
from jobs.engine import Engine
from jobs.payloads import CoachingPayload

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobs.actors.coaching.model import Model
    from jobs.actors.context import Context

MODEL = "gemini-3.5-flash-lite"
KEY = "sandbox-key"
#: Seconds that the model has in these tests: more than a busy machine needs, and, where it is
#: not to answer at all, less than its twelve.
PATIENT, IMPATIENT = 60.0, 2.5


@pytest.fixture(scope="session", params=sorted(MODELS))
def sdk(request: pytest.FixtureRequest) -> str:
    """Every package that can speak to Gemini."""
    return str(request.param)


@pytest.fixture(scope="session")
def server() -> Iterator[SandboxGemini]:
    """A Gemini that takes one key, with whatever faults tests left."""
    loop, server = Loop(), SandboxGemini(api_key=KEY)
    loop.start()
    loop.call(server.start(), 60.0)
    yield server
    loop.call(server.stop(), 60.0)
    loop.stop()


@pytest.fixture
def gemini(server: SandboxGemini) -> SandboxGemini:
    """A Gemini that is well and has been asked nothing."""
    server.heal()
    server.answer = None
    server.requests.clear()
    return server


@pytest.fixture(scope="session")
def known_model(sdk: str, server: SandboxGemini) -> Model:
    """The model behind one of the packages, which has been imported by a first question."""
    server.heal()
    model = MODELS[sdk](KEY, server.url, MODEL)
    model.ask(Prompt("Write.", "A word."), 60.0)
    return model


@pytest.fixture
def model(known_model: Model, gemini: SandboxGemini) -> Model:
    """The model behind one of the packages; no question of it is among Gemini's requests."""
    return known_model


@pytest.fixture
def engine(clean_valkey: str) -> Iterator[Engine]:
    """An engine on an emptied Redis."""
    engine = Engine.from_url(clean_valkey, namespace="test", policies={}, timeout=30.0)
    yield engine
    engine.close()


@dataclass
class Coaching:
    """A member's way to coaching."""

    context: Context

    def ask(
        self,
        match_id: int | None = None,
        *,
        member: int = 1,
        locale: str = "en",
        by_rules: bool = False,
    ) -> str:
        """Ask for coaching; the text of the answer."""
        payload = CoachingPayload(
            discord_user_id=member,
            guild_id=None,
            locale=locale,
            match_id=match_id,
            by_rules=by_rules,
        )
        result = coach(self.context, payload)
        assert result["kind"] == "text"
        return result["text"]


class MakeCoaching(Protocol):
    """Puts coaching together as a test wants it."""

    def __call__(
        self,
        model: Model | None,
        *,
        per_day: int = 50,
        per_minute: int = 50,
        timeout: float = PATIENT,
    ) -> Coaching: ...


@pytest.fixture
def make_coaching(stage: Any, engine: Engine) -> MakeCoaching:
    """A maker of coaching."""

    def make(
        model: Model | None,
        *,
        per_day: int = 50,
        per_minute: int = 50,
        timeout: float = PATIENT,
    ) -> Coaching:
        asked = None
        if model is not None:
            asked = GeminiCoach(model, Budget(engine, per_day=per_day, per_minute=per_minute))
        desk = Desk(asked, KeptTexts(engine), timeout=timeout, least=0.1)
        return Coaching(replace(stage.context, coaching=desk))

    return make


@pytest.fixture
def coaching(make_coaching: MakeCoaching, model: Model) -> Coaching:
    """Coaching by a model that has all the time it needs, with a generous budget."""
    return make_coaching(model)


@pytest.fixture
def impatient_coaching(make_coaching: MakeCoaching, model: Model) -> Coaching:
    """Coaching by the same model that waits for it for a moment only."""
    return make_coaching(model, timeout=IMPATIENT)
