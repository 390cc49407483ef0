"""What goes wrong with the database, as an error of the domain."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import asyncpg

if TYPE_CHECKING:
    from collections.abc import Iterator


class StoreUnavailable(Exception):
    """The database can't be reached or does not answer in time.

    Attributes
    ----------
    code : str
        Stable name of the error, for texts and logs.
    retryable : bool
        True: the same call may succeed later.
    """

    code = "store_unavailable"
    retryable = True

    def __init__(self, reason: str = "no answer") -> None:
        super().__init__(f"the database is unavailable: {reason}")


_UNAVAILABLE = (
    OSError,  # refused, reset, no such socket; TimeoutError is one of them
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,  # closed under us; a wrong use of the driver shows up in tests
    asyncpg.CannotConnectNowError,  # starting up or shutting down
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.TooManyConnectionsError,
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.InvalidCatalogNameError,
    asyncpg.LockNotAvailableError,
)


@contextmanager
def store_errors() -> Iterator[None]:
    """Raise `StoreUnavailable` for a driver's error that means the database is not there.

    An error of a statement itself, such as a broken constraint, passes unchanged.
    """
    try:
        yield
    except asyncpg.DataError:
        raise  # a wrong argument; the driver also counts it as an InterfaceError
    except TimeoutError as error:
        raise StoreUnavailable("no answer in time") from error
    except _UNAVAILABLE as error:
        raise StoreUnavailable(str(error) or type(error).__name__) from error
