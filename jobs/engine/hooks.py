"""Which middleware listens to which signal, found out once instead of at every job."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dramatiq.middleware import Middleware

Hook = tuple[Middleware, Callable[..., None]]


class Hooks:
    """The middleware hooks that do something.

    Most middleware leaves most signals to its base class, whose methods do nothing; calling them
    all is a good part of what a job costs.
    """

    def __init__(self) -> None:
        self._middleware: list[Middleware] = []
        self._before: dict[str, tuple[Hook, ...]] = {}
        self._after: dict[str, tuple[Hook, ...]] = {}

    def before(self, middleware: Sequence[Middleware], signal: str) -> tuple[Hook, ...]:
        """The hooks of a signal such as "ack" before it, in the order of the middleware.

        Raises
        ------
        AttributeError
            Where a middleware has no such method.
        """
        if self._middleware != middleware:
            self._forget(middleware)
        hooks = self._before.get(signal)
        if hooks is None:
            hooks = self._before[signal] = _find(middleware, f"before_{signal}")
        return hooks

    def after(self, middleware: Sequence[Middleware], signal: str) -> tuple[Hook, ...]:
        """The hooks of a signal after it, in the opposite order; otherwise as `before`."""
        if self._middleware != middleware:
            self._forget(middleware)
        hooks = self._after.get(signal)
        if hooks is None:
            hooks = self._after[signal] = _find(middleware, f"after_{signal}")[::-1]
        return hooks

    def _forget(self, middleware: Sequence[Middleware]) -> None:
        self._middleware, self._before, self._after = list(middleware), {}, {}


def _find(middleware: Sequence[Middleware], name: str) -> tuple[Hook, ...]:
    nothing = getattr(Middleware, name, None)
    found = [(one, getattr(one, name)) for one in middleware]
    return tuple(
        (one, hook)
        for one, hook in found
        if nothing is None or getattr(hook, "__func__", None) is not nothing
    )
