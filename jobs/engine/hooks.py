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
        self._by_signal: dict[str, tuple[Hook, ...]] = {}

    def of(self, middleware: Sequence[Middleware], signal: str) -> tuple[Hook, ...]:
        """The hooks of a signal such as "before_ack", in the order of the middleware.

        Raises
        ------
        AttributeError
            Where a middleware has no such method.
        """
        if self._middleware != middleware:
            self._middleware, self._by_signal = list(middleware), {}
        hooks = self._by_signal.get(signal)
        if hooks is None:
            nothing = getattr(Middleware, signal, None)
            found = [(one, getattr(one, signal)) for one in middleware]
            hooks = self._by_signal[signal] = tuple(
                (one, hook)
                for one, hook in found
                if nothing is None or getattr(hook, "__func__", None) is not nothing
            )
        return hooks
