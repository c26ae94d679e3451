"""Part H: no route, API or service lets a sub-district or district change or cancel what a
committee decides. Generated from the workflow tables, the policies and the URLconf."""

import re
from functools import cache

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from committees.models import (
    ActionItem,
    AgendaItem,
    Attendance,
    Meeting,
    Minutes,
    MinutesVersion,
    Motion,
    ProposedAction,
    Resolution,
    Vote,
    VoteEvent,
)
from committees.services.meetings import meeting_end
from portal.access.policies import all_policies, policy_named
from portal.models import Role
from portal.services import kinds

ABOVE = {Role.SUBDISTRICT_OFFICIAL, Role.DISTRICT_OFFICIAL, Role.ADMINISTRATOR}
# All that the levels above may do in deliberation: say something, keep a file, rule on a dispute.
SAYING = {
    "committees.file_covenant",
    "committees.give_guidance",
    "committees.order_correction",
    "committees.rule_correction",
}
STEPS_ABOVE = {
    ("covenant", "file"),
    ("correction", "withdraw"),
    ("correction", "uphold"),
    ("correction", "overturn"),
}
DECIDED = (
    Motion,
    ProposedAction,
    AgendaItem,
    Vote,
    VoteEvent,
    Meeting,
    Attendance,
    Resolution,
    ActionItem,
    Minutes,
    MinutesVersion,
)
NUMBER, WORD = re.compile(r"<int:\w+>"), re.compile(r"<(?:slug|str):\w+>")
SAID = {
    "remark": "改",
    "reason": "改",
    "text": "改",
    "title": "改",
    "summary": "改",
    "answer": "改",
    "opinion": "改",
    "speaker": "改",
    "place": "改",
    "what": "改",
    "choice": "against",
    "presence": "absent",
    "for": "0",
    "against": "5",
    "abstain": "0",
    "version": "",
    "starts_at": "2026-03-20T18:00",
}


def workflows():
    """Every workflow that deliberation registers a kind for."""
    found = [kind.workflow for kind in kinds._kinds.values() if kind.workflow]
    mine = [w for w in found if w.states.__module__.startswith("committees.")]
    assert len(mine) >= 10
    return mine


def test_the_tables_give_them_no_step():
    given = {
        (workflow.noun, step.name)
        for workflow in workflows()
        for step in workflow.transitions
        if step.permission and policy_named(step.permission).roles & ABOVE
    }
    assert given == STEPS_ABOVE


def test_the_policies_let_them_act_on_nothing_else():
    rows = [row for row in all_policies() if row.name.startswith("committees.")]
    assert {row.name for row in rows if row.acts and row.roles & ABOVE} == SAYING


@cache
def routes():
    """(pattern as a path with its parameters, view class) of every route of the site."""

    def walk(patterns, prefix=""):
        for entry in patterns:
            if isinstance(entry, URLResolver):
                yield from walk(entry.url_patterns, prefix + str(entry.pattern))
            elif isinstance(entry, URLPattern):
                yield prefix + str(entry.pattern), entry

    return list(walk(get_resolver().url_patterns))


def writing_requests(values):
    """(is of the API, method, address) of everything in deliberation that writes, with each of
    ``values`` for every number in its address and each step for every name."""
    names = sorted({step.name for workflow in workflows() for step in workflow.transitions})
    for path, entry in routes():
        view = getattr(entry.callback, "view_class", None) or getattr(entry.callback, "cls", None)
        if view is None or not view.__module__.startswith("committees."):
            continue
        is_api = view.__module__.startswith("committees.api")
        for verb in ("post", "put", "patch", "delete"):
            if not hasattr(view, verb):
                continue
            for pk in values:
                filled = NUMBER.sub(str(pk), path)
                for step in [*names, "give"] if WORD.search(filled) else [""]:
                    yield is_api, verb, "/" + WORD.sub(step, filled)


def send_all(clients, values):
    """How many requests were sent; none may break."""
    tried = 0
    for is_api, verb, path in writing_requests(values):
        answer = getattr(clients[is_api], verb)(path, SAID)
        assert "<" not in path and answer.status_code < 500, (path, answer.status_code)
        tried += 1
    return tried


def standing():
    """All that was decided, row by row."""
    return {model: list(model.objects.order_by("pk").values()) for model in DECIDED}


def ids_of(rows_by_model):
    """Some numbers that are ids of something that was decided."""
    return sorted({row["id"] for rows in rows_by_model.values() for row in rows})[:2]


@pytest.fixture
def at_work(hall):
    """A resolution, a meeting in session with an open vote, minutes, a motion that waits."""
    resolution = hall.adopted()
    hall.motion(actor="member2", title="待上会")
    event = hall.vote(title="正在表决")
    meeting_end(actor=hall.world.chair, meeting=resolution.vote_event.meeting)
    assert event.is_open
    return hall


@pytest.mark.parametrize("key", ["street", "districter", "admin"])
def test_no_route_changes_what_was_decided(at_work, as_user, api, key):
    before = standing()
    assert all(before[model] for model in (Motion, Vote, VoteEvent, Meeting, Resolution))
    ids = ids_of(before)
    user = at_work.world.people[key]
    assert send_all((as_user(user), api(user)), ids) > 100
    assert standing() == before


@pytest.mark.parametrize("is_api", [False, True])
def test_the_same_requests_bite_in_the_right_hands(at_work, as_user, api, is_api):
    before = standing()
    user = at_work.world.chair
    client = api(user) if is_api else as_user(user)
    client.raise_request_exception = False
    for of_api, verb, path in writing_requests(ids_of(before)):
        if of_api == is_api:
            getattr(client, verb)(path, SAID)
            if standing() != before:
                return
    raise AssertionError("nothing that was sent changed anything: the proof above proves nothing")
