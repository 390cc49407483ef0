"""Reads the URLs by which Redis is found: one server, a cluster, or through Sentinel."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

_PORT, _SENTINEL_PORT = 6379, 26379
_FORMS = {
    f"{scheme}{suffix}": suffix
    for scheme in ("redis", "rediss")
    for suffix in ("", "+cluster", "+sentinel")
}


class Kind(enum.StrEnum):
    """What stands at the address."""

    SERVER = "server"
    CLUSTER = "cluster"
    SENTINEL = "sentinel"


@dataclass(frozen=True, slots=True)
class Address:
    """Where Redis is.

    ``hosts`` are a cluster's or Sentinel's (host, port); ``service`` is the name that Sentinel
    knows the primary by. ``sentinel_username`` and ``sentinel_password`` are for Sentinel itself.
    """

    kind: Kind
    url: str
    hosts: tuple[tuple[str, int], ...] = ()
    tls: bool = False
    username: str | None = None
    password: str | None = None
    service: str = ""
    db: int = 0
    sentinel_username: str | None = None
    sentinel_password: str | None = None


def parse(url: str) -> Address:
    """Read a URL.

    Parameters
    ----------
    url : str
        ``redis://``, ``rediss://`` (TLS) or ``unix://`` for one server;
        ``redis+cluster://[user:password@]host:port[,host:port…]`` for a cluster, any of its nodes;
        ``redis+sentinel://[user:password@]host:port[,host:port…]/service[/db]`` for the primary
        that Sentinel names, with ``?sentinel_username=…&sentinel_password=…`` where Sentinel asks
        for its own. ``rediss+cluster`` and ``rediss+sentinel`` are the same over TLS.

    Raises
    ------
    ValueError
        Where it is none of these. Its text never repeats the URL, which may hold a password.
    """
    if any(sign.isspace() for sign in url):
        raise ValueError("has spaces")
    login, nodes, parts = _split(url)
    if parts.scheme == "unix":
        if not parts.path.strip("/"):
            raise ValueError("no socket path")
        return Address(Kind.SERVER, url)
    form = _FORMS.get(parts.scheme)
    if form is None:
        raise ValueError(f"not one of {', '.join(sorted(_FORMS))}, unix")
    if not form:
        if not parts.hostname:
            raise ValueError("no host")
        _ = parts.port  # raises ValueError outside 0-65535
        return Address(Kind.SERVER, url)
    kind = Kind(form.removeprefix("+"))
    username, _, password = login.partition(":")
    path = [unquote(part) for part in parts.path.split("/") if part]
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    if kind is Kind.CLUSTER and (path and path != ["0"]):
        raise ValueError("a cluster has no databases")
    if kind is Kind.SENTINEL and not path:
        raise ValueError("names no service: …/service")
    if len(path) > 2 or (len(path) == 2 and not path[1].isdecimal()):
        raise ValueError("…/service/db is the longest path")
    port = _PORT if kind is Kind.CLUSTER else _SENTINEL_PORT
    return Address(
        kind,
        url,
        tuple(_host(node, port) for node in nodes.split(",")),
        parts.scheme.startswith("rediss"),
        unquote(username) or None,
        unquote(password) or None,
        path[0] if kind is Kind.SENTINEL else "",
        int(path[1]) if len(path) == 2 else 0,
        query.get("sentinel_username"),
        query.get("sentinel_password"),
    )


def _split(url: str) -> tuple[str, str, SplitResult]:
    """Return who logs in, the hosts, and the parts of the URL with the last host alone.

    Of several hosts Python reads but one, newer ones refuse the rest, and repeat the password.
    """
    scheme, colon, rest = url.partition("://")
    end = next((at for at, sign in enumerate(rest) if sign in "/?#"), len(rest))
    login, _, nodes = rest[:end].rpartition("@")
    _, _, last = nodes.rpartition(",")
    return login, nodes, urlsplit(f"{scheme}{colon}{last}{rest[end:]}")


def _host(node: str, default: int) -> tuple[str, int]:
    parts = urlsplit(f"//{node}")
    if not parts.hostname:
        raise ValueError("no host")
    return parts.hostname, parts.port or default
