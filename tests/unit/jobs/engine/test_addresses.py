"""The URLs by which Redis is found."""

from __future__ import annotations

import pytest

from jobs.engine.addresses import Kind, parse


@pytest.mark.parametrize(
    "url", ["redis://h", "rediss://u:p@h:6380/2", "redis://[::1]:6379", "unix:///run/valkey.sock"]
)
def test_one_server_is_left_to_the_library(url: str):
    found = parse(url)
    assert (found.kind, found.url, found.hosts) == (Kind.SERVER, url, ())


def test_a_cluster_is_known_by_any_of_its_nodes():
    found = parse("redis+cluster://ana:s%3Acret@a:7000,b,[::1]:7002")
    assert found.kind is Kind.CLUSTER
    assert found.hosts == (("a", 7000), ("b", 6379), ("::1", 7002))
    assert (found.username, found.password, found.tls) == ("ana", "s:cret", False)


def test_sentinel_names_the_primary_of_a_service():
    url = "rediss+sentinel://:pw@a,b:26380/apolo/3?sentinel_password=watch"
    found = parse(url)
    assert found.kind is Kind.SENTINEL
    assert found.hosts == (("a", 26379), ("b", 26380))
    assert (found.service, found.db, found.tls) == ("apolo", 3, True)
    assert (found.username, found.password) == (None, "pw")
    assert (found.sentinel_username, found.sentinel_password) == (None, "watch")


@pytest.mark.parametrize(
    "url",
    [
        "http://h",
        "redis://",
        "redis://h:99999",
        "unix://",
        "redis://a b",
        "redis+cluster://",
        "redis+cluster://a,,b",
        "redis+cluster://a:1/3",
        "redis+sentinel://a",
        "redis+sentinel://a/apolo/one",
        "redis+sentinel://a/apolo/1/2",
        "redis+nothing://a",
        "redis+cluster://a,b℀",
        "redis+cluster://a,[::1",
    ],
)
def test_what_is_no_address_is_refused_without_being_repeated(url: str):
    with pytest.raises(ValueError, match=r".") as refused:
        parse(url.replace("://", "://user:hunter2@") if "//a" in url else url)
    assert "hunter2" not in str(refused.value)
