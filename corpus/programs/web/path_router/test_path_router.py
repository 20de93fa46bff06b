# SPDX-License-Identifier: Apache-2.0
import pytest

from parcel_routes import BadTemplate, MethodNotAllowed, NotFound, Router


@pytest.fixture
def router():
    r = Router()
    r.add("get", "/parcels/<int:pid>", "show")
    r.add("delete", "/parcels/<int:pid>", "drop")
    r.add("get", "/parcels/<name>", "by_name")
    r.add("get", "/files/<path:rest>", "files")
    r.add("get", "/files/readme", "readme")
    return r


def test_converter_gives_typed_values(router):
    assert router.resolve("GET", "/parcels/42") == ("show", {"pid": 42})
    assert router.resolve("GET", "/parcels/abc") == ("by_name", {"name": "abc"})


def test_first_registered_wins_between_equal_routes(router):
    router.add("GET", "/parcels/<other>", "late")
    assert router.resolve("GET", "/parcels/x")[0] == "by_name"
    router.add("GET", "/parcels/<other>", "urgent", priority=5)
    assert router.resolve("GET", "/parcels/x")[0] == "urgent"


def test_literal_beats_greedy_path(router):
    assert router.resolve("GET", "/files/readme")[0] == "readme"
    assert router.resolve("GET", "/files/a/b.txt") == ("files", {"rest": "a/b.txt"})


def test_method_not_allowed_lists_methods_in_order(router):
    with pytest.raises(MethodNotAllowed) as info:
        router.resolve("PUT", "/parcels/9")
    assert info.value.allowed == ["GET", "DELETE"]


def test_head_and_trailing_slash(router):
    assert router.resolve("HEAD", "/parcels/9/") == ("show", {"pid": 9})
    assert router.hits == {"show": 1}


def test_unknown_path_and_endpoint(router):
    with pytest.raises(NotFound):
        router.resolve("GET", "/zzz")
    with pytest.raises(NotFound):
        router.url_for("zzz")
    with pytest.raises(KeyError):
        router.url_for("show")


def test_url_for_and_bad_template(router):
    assert router.url_for("show", pid=3) == "/parcels/3"
    with pytest.raises(BadTemplate):
        router.add("GET", "/x/<uuid:y>", "bad")
