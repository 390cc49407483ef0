"""Only the middleware that listens is called, in Dramatiq's order."""

from __future__ import annotations

from dramatiq.middleware import Middleware

from jobs.engine.hooks import Hooks


class Listening(Middleware):
    def before_ack(self, broker, message): ...


def test_middleware_that_does_not_listen_is_left_out():
    silent, listening = Middleware(), Listening()
    hooks = Hooks().before([silent, listening], "ack")
    assert [one for one, _ in hooks] == [listening]


def test_middleware_added_later_is_found():
    hooks, first, second = Hooks(), Listening(), Listening()
    middleware = [first]
    assert len(hooks.before(middleware, "ack")) == 1
    middleware.append(second)
    assert [one for one, _ in hooks.before(middleware, "ack")] == [first, second]


def test_a_hook_set_on_the_instance_counts():
    middleware = Middleware()
    middleware.before_ack = lambda broker, message: None
    assert len(Hooks().before([middleware], "ack")) == 1
