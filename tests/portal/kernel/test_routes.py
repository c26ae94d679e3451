"""Routes found by their first word are the ones that Django finds by trying each in turn."""

import pytest
from django.conf import settings
from django.test import override_settings
from django.urls import Resolver404, URLResolver, get_resolver, path, resolve, reverse
from django.urls.resolvers import RoutePattern

from portal.kernel.routes import QuickResolver, address
from tests.architecture.routes import routes as all_routes

ODD = [
    *("", "no-such-word/", "issues", "issues/x/", "issues/1", "/issues/", "issues//", "sw.js"),
    *("sw.js/", "api/v1/", "api/v1/nothing/", "api/v1/issues/1/", "healthz", "healthz/"),
    *("communities/²/", "communities/1/", "a" * 3000, "%00", "issues/1/\n", "help/x/y/"),
]


def plain() -> URLResolver:
    """The same routes, each of them tried in turn."""
    root = get_resolver(settings.ROOT_URLCONF)
    return URLResolver(RoutePattern("/"), [_plain(one) for one in root.url_patterns])


def _plain(route):
    if not isinstance(route, QuickResolver):
        return route
    more = (route.default_kwargs, route.app_name, route.namespace)
    return URLResolver(route.pattern, route.urlconf_name, *more)


def found(resolver, address_):
    try:
        match = resolver.resolve(address_)
    except Resolver404:
        return None
    return (match.view_name, match.kwargs, match.route.lstrip("/^"), match.namespaces)


def example(route: str) -> str:
    """A path that fits ``route``."""
    parts = []
    for part in route.split("/"):
        word = part.partition("<")[2].rpartition(">")[0]
        filled = {"key": "7", "int": "7", "uuid": "0" * 8 + "-0000-0000-0000-" + "0" * 12}
        parts.append(filled.get(word.partition(":")[0], "word") if word else part)
    return "/".join(parts)


def test_every_route_is_found_as_before():
    slow, quick, seen = plain(), get_resolver(settings.ROOT_URLCONF), 0
    for route in all_routes():
        where = "/" + example(route.pattern).lstrip("/^")
        assert found(quick, where) == found(slow, where), where
        seen += found(quick, where) is not None
    assert seen > 300


@pytest.mark.parametrize("odd", ODD)
def test_what_fits_nowhere_fits_nowhere(odd):
    slow, quick = plain(), get_resolver(settings.ROOT_URLCONF)
    assert found(quick, f"/{odd}") == found(slow, f"/{odd}")


def test_a_route_that_may_begin_with_any_word_keeps_its_place():
    def view(request):
        return None

    made = [
        path("help/", view, name="first"),
        path("<slug:any>/", view, name="any"),
        path("help/<slug:x>/", view, name="late"),
        path("board/", view, name="hidden"),
    ]
    quick = QuickResolver(RoutePattern(""), made)
    names = {where: quick.resolve(where).url_name for where in ("help/", "board/", "help/x/", "z/")}
    assert names == {"help/": "first", "board/": "any", "help/x/": "late", "z/": "any"}


def test_names_lead_to_the_same_addresses():
    assert address("portal:help") == reverse("portal:help")
    assert resolve(address("portal:help")).view_name == "portal:help"


@override_settings(DEBUG=True)
def test_in_development_all_routes_tried_are_named():
    with pytest.raises(Resolver404) as missing:
        resolve("/no-such-word/")
    assert len(missing.value.args[0]["tried"]) > 100
