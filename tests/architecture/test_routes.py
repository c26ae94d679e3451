"""Every route names its permission or is listed as public; an unlisted one is caught."""

from django.views import View

from portal.access.policies import all_policies
from tests.architecture.routes import Route, listed_public, routes, unguarded


def declared() -> set[str]:
    return {policy.name for policy in all_policies()}


def test_every_route_names_a_permission_or_is_listed():
    wrong = unguarded(list(routes()), declared(), listed_public())
    assert not wrong, "\n".join(wrong)


def test_the_list_of_public_routes_holds_no_dead_names():
    known = {route.name for route in routes()}
    assert listed_public() <= known, listed_public() - known


def test_a_listed_route_really_is_public_and_names_no_permission():
    """For reading; what is written at the same address names its own."""
    for route in routes():
        if route.name in listed_public():
            wanted = route.permission
            reading = wanted["GET"] if isinstance(wanted, dict) else wanted
            assert reading is None, route


class Forgotten(View):
    pass


class Invented(View):
    permission = "portal.no_such_thing"


def test_a_route_without_permission_is_caught():
    assert unguarded([Route("x/", "portal:x", Forgotten)], declared(), listed_public())


def test_a_route_with_an_undeclared_permission_is_caught():
    assert unguarded([Route("x/", "portal:x", Invented)], declared(), listed_public())


class InventedForWriting(View):
    is_public = True
    permission = {"GET": None, "POST": "portal.no_such_thing"}


def test_a_listed_route_whose_writing_is_undeclared_is_caught():
    route = Route("x/", "portal:x", InventedForWriting)
    assert unguarded([route], declared(), {"portal:x"})
    assert not unguarded([Route("x/", "portal:x", Forgotten)], declared(), {"portal:x"})
