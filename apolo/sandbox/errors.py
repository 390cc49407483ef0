"""Discord's errors: the status, code and body that a real client gets to see."""

from __future__ import annotations

from apolo.sandbox.wire import Json, JsonObject


class DiscordError(Exception):
    """An error answer of the REST interface.

    Parameters
    ----------
    status
        HTTP status.
    code
        Discord's own code (field ``code`` of the body).
    message
        Field ``message`` of the body.
    errors
        Field ``errors`` of the body: which parts of a form were wrong.
    """

    def __init__(
        self, status: int, code: int, message: str, errors: JsonObject | None = None
    ) -> None:
        super().__init__(f"{status} ({code}) {message}")
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors

    def body(self) -> JsonObject:
        """Return the JSON body."""
        body: JsonObject = {"message": self.message, "code": self.code}
        if self.errors is not None:
            body["errors"] = self.errors
        return body


def unauthorized() -> DiscordError:
    """Refuse a request without a valid bot token."""
    return DiscordError(401, 0, "401: Unauthorized")


def not_found() -> DiscordError:
    """Refuse a path that the interface does not have."""
    return DiscordError(404, 0, "404: Not Found")


def unknown(what: str) -> DiscordError:
    """Refuse a thing that does not exist (any more)."""
    return DiscordError(404, _UNKNOWN[what], f"Unknown {what}")


_UNKNOWN = {
    "Application": 10002,
    "Channel": 10003,
    "Guild": 10004,
    "Member": 10007,
    "Message": 10008,
    "User": 10013,
    "Webhook": 10015,
    "Interaction": 10062,
    "Application Command": 10063,
}


def already_acknowledged() -> DiscordError:
    """Refuse a second acknowledgement of an interaction."""
    return DiscordError(400, 40060, "Interaction has already been acknowledged.")


def too_many_follow_ups() -> DiscordError:
    """Refuse a sixth follow-up where the bot is not a member of the server."""
    return DiscordError(400, 40094, "This interaction has hit the maximum number of follow ups")


def token_expired() -> DiscordError:
    """Refuse an interaction token older than 15 minutes."""
    return DiscordError(401, 50027, "Invalid Webhook Token")


def missing_access() -> DiscordError:
    """Refuse a channel that the bot cannot see."""
    return DiscordError(403, 50001, "Missing Access")


def missing_permissions() -> DiscordError:
    """Refuse an action that the bot lacks a permission for."""
    return DiscordError(403, 50013, "Missing Permissions")


def foreign_message() -> DiscordError:
    """Refuse the editing of somebody else's message."""
    return DiscordError(403, 50005, "Cannot edit a message authored by another user")


def direct_messages_closed() -> DiscordError:
    """Refuse a message to a user who does not accept them."""
    return DiscordError(403, 50007, "Cannot send messages to this user")


def empty_message() -> DiscordError:
    """Refuse a message without anything in it."""
    return DiscordError(400, 50006, "Cannot send an empty message")


def too_large() -> DiscordError:
    """Refuse an upload above the size limit."""
    return DiscordError(413, 40005, "Request entity too large")


def blocked_by_automod() -> DiscordError:
    """Refuse a text that the server's automatic moderation blocks."""
    return DiscordError(400, 200000, "Message was blocked by automatic moderation")


def invalid_json() -> DiscordError:
    """Refuse a body that is not JSON."""
    return DiscordError(400, 50109, "The request body contains invalid JSON.")


class Form:
    """Collects what is wrong with a request body, as Discord reports it all at once."""

    def __init__(self) -> None:
        self._errors: JsonObject = {}

    def fail(self, path: tuple[str | int, ...], code: str, message: str) -> None:
        """Note an error of one field."""
        holder = self._errors
        for step in path:
            nested = holder.setdefault(str(step), {})
            assert isinstance(nested, dict)
            holder = nested
        listed = holder.setdefault("_errors", [])
        assert isinstance(listed, list)
        entry: Json = {"code": code, "message": message}
        listed.append(entry)

    def longest(self, path: tuple[str | int, ...], value: str, limit: int) -> None:
        """Note an error when a text is longer than ``limit`` characters."""
        if len(value) > limit:
            self.fail(path, "BASE_TYPE_MAX_LENGTH", f"Must be {limit} or fewer in length.")

    def length(self, path: tuple[str | int, ...], value: str, low: int, high: int) -> None:
        """Note an error when a text has not between ``low`` and ``high`` characters."""
        if not low <= len(value) <= high:
            self.fail(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {low} and {high} in length.")

    def required(self, path: tuple[str | int, ...]) -> None:
        """Note that a required field is missing."""
        self.fail(path, "BASE_TYPE_REQUIRED", "This field is required")

    def check(self) -> None:
        """Raise what was noted.

        Raises
        ------
        DiscordError
            Code 50035, when anything was noted.
        """
        if self._errors:
            raise DiscordError(400, 50035, "Invalid Form Body", self._errors)
