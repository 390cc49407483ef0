"""What can go wrong in an actor beyond what its parts raise themselves."""

from __future__ import annotations


class NotLinked(Exception):
    """The member has linked no Steam account, and the job needs one."""

    code = "not_linked"
    retryable = False
