"""Reads a job's payload where it runs: what lies in Redis is not trusted either."""

from __future__ import annotations

from typing import TypeVar

from pydantic import ValidationError

from jobs.engine import InvalidJob
from jobs.payloads import Task
from jobs.tasks import first_wrong

P = TypeVar("P", bound=Task)


class RefusedPayload(InvalidJob):
    """A payload that is not what its actor takes; running it again would not help."""

    retryable = False


def read(kind: type[P], payload: object) -> P:
    """Validate a payload.

    Raises
    ------
    RefusedPayload
        Naming the first wrong field.
    """
    try:
        return kind.model_validate(payload)
    except ValidationError as error:
        field, reason = first_wrong(error)
        raise RefusedPayload(field or "payload", reason) from None
