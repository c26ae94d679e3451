"""Part H: no route, API or service lets a sub-district or district change or cancel what a
committee decides. Generated from the workflow tables, the policies and the URLconf."""

import inspect
import pkgutil
import re
from contextlib import suppress
from datetime import date, timedelta
from functools import cache
from importlib import import_module
from itertools import product
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver

import committees.services
from committees.models import (
    ActionItem,
    AgendaItem,
    Amendment,
    Appraisal,
    Committee,
    Consultation,
    CovenantVersion,
    DisclosureEntry,
    Election,
    Handover,
    HandoverItem,
    MajorMatter,
    MatterDocument,
    Meeting,
    MeetingDemand,
    Membership,
    Minutes,
    MinutesVersion,
    Motion,
    OversightSeat,
    Participant,
    Poll,
    PollAnswer,
    ProposedAction,
    Representative,
    Resolution,
    SealedVote,
    SubCommittee,
    SubCommitteeSeat,
    Vote,
    VoteCount,
    VoteEvent,
)
from committees.selectors.places import Place
from committees.services.amendments import amendment_to_motion
from committees.services.appraisals import appraisal_set
from committees.services.bodies import committee_open
from committees.services.circles import oversight_seat
from committees.services.demands import demand_start
from committees.services.matters import Minutes as Minutes_
from committees.services.matters import matter_propose
from committees.services.meetings import meeting_end
from committees.services.motions import motion_debate
from committees.services.representatives import representative_add
from committees.services.sub_committees import sub_committee_set, sub_seat_add
from portal.access.checker import access_of
from portal.access.policies import all_policies, policy_named
from portal.kernel import clock
from portal.models import DivisionProfile, Role
from portal.services import kinds
from tests import world as worlds
from tests.architecture.house import sources
from tests.committees.assembly import poll
from tests.committees.boxes import Box
from tests.committees.electing import Booth
from tests.committees.services.test_covenants import draft as covenant
from tests.committees.services.test_disclosures import draft as disclosure
from tests.faults.conftest import walked_on_postgresql
from tests.portal.views.test_every_route import EXAMPLES

ABOVE = {Role.SUBDISTRICT_OFFICIAL, Role.DISTRICT_OFFICIAL, Role.ADMINISTRATOR}
# All that the levels above may do in deliberation: say something, keep a file, rule on a dispute.
SAYING = {
    "committees.answer_election_complaint",
    "committees.void_election",
    "committees.find_disclosure",
    "committees.file_covenant",
    "committees.give_guidance",
    "committees.order_correction",
    "committees.rule_correction",
}
# What an administrator enters of a community that has neither met nor voted on the portal yet.
FOUNDING = {
    "committees.open_term",
    "committees.manage_membership",
    "committees.manage_bodies",
    "committees.call_election",
}
STEPS_ABOVE = {
    ("covenant", "file"),
    ("correction", "withdraw"),
    ("correction", "uphold"),
    ("correction", "overturn"),
    ("untruth", "find"),
    ("election_complaint", "answer"),
    ("election", "void"),
}
# Everything that a community decides by itself, and who sits in it.
WIDER = (
    Election,
    CovenantVersion,
    Consultation,
    Poll,
    Appraisal,
    SealedVote,
    DisclosureEntry,
    Handover,
    MajorMatter,
    Membership,
)
DECIDED = (
    Motion,
    ProposedAction,
    AgendaItem,
    Vote,
    VoteEvent,
    Meeting,
    Participant,
    Amendment,
    VoteCount,
    Resolution,
    ActionItem,
    Minutes,
    MinutesVersion,
    Committee,
    HandoverItem,
    MatterDocument,
    OversightSeat,
    PollAnswer,
    Representative,
    MeetingDemand,
    SubCommittee,
    SubCommitteeSeat,
    *WIDER,
)
NUMBER, WORD = re.compile(r"<key:\w+>"), re.compile(r"<(?:slug|str):\w+>")
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


class Undone(Exception):
    """Take it all back."""


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


def test_no_sentence_gives_what_the_roles_do_not(at_work):
    """The policies once more, by person and by what they would act on: a policy may let somebody
    in by its sentence, and an administrator holds no role that a table of roles would show."""
    subjects = [row for model in DECIDED if (row := model.objects.last()) is not None]
    subjects += [Place(at_work.world.mingtong)]
    acting = [row for row in all_policies() if row.name.startswith("committees.") and row.acts]
    held, asked = set(), set()
    for key, policy, subject in product(("street", "districter", "admin"), acting, subjects):
        try:
            may = access_of(at_work.world.people[key]).can(policy.name, subject)
        except AttributeError:
            continue  # not what this permission is about
        asked.add(policy.name)
        is_before = getattr(subject, "community_id", 0) == at_work.world.xinying.pk
        if may and not (policy.name in FOUNDING and is_before):
            held.add(policy.name)
    assert asked == {row.name for row in acting}
    assert held <= SAYING


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
    """(is of the API, method, address) of everything in deliberation that writes, with the newest
    of what its address names for every number in it (each of ``values``, where it names nothing
    that stands) and each step for every name."""
    names = sorted({step.name for workflow in workflows() for step in workflow.transitions})
    for path, entry in routes():
        view = getattr(entry.callback, "view_class", None) or getattr(entry.callback, "cls", None)
        if view is None or not view.__module__.startswith("committees."):
            continue
        is_api = view.__module__.startswith("committees.api")
        for verb in ("post", "put", "patch", "delete"):
            if not hasattr(view, verb):
                continue
            for pk in newest_of(path) or values:
                filled = NUMBER.sub(str(pk), path)
                for step in [*names, "give"] if WORD.search(filled) else [""]:
                    yield is_api, verb, "/" + WORD.sub(step, filled)


def newest_of(path: str) -> list[int]:
    """The ids of the two newest rows that an address is about."""
    label = EXAMPLES.get(path.removeprefix("api/v1/").split("/")[0])
    rows = apps.get_model(label).objects.order_by("-pk") if label else None
    return list(rows.values_list("pk", flat=True)[:2]) if rows is not None else []


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
    """The newest of what can be decided upon: numbers that are ids of something, on a database
    that counts each table for itself as on one that has counted for the whole day."""
    newest = (Motion, Meeting, VoteEvent, Resolution, *WIDER)
    return sorted({rows_by_model[model][-1]["id"] for model in newest})


@pytest.fixture
def at_work(hall):
    """A resolution, a meeting in session with an open vote, minutes, a motion that waits."""
    resolution = hall.adopted()
    hall.motion(actor="member2", title="待上会")
    debated = hall.motion(actor="member2", title="正在讨论")
    hall.session(debated)
    motion_debate(actor=hall.world.chair, motion=debated)
    words = {"text": "改一改", "submit_key": uuid4()}
    amendment_to_motion(actor=hall.world.member2, motion=debated, **words)
    event = hall.vote(title="正在表决")
    meeting_end(actor=hall.world.chair, meeting=resolution.vote_event.meeting)
    assert event.is_open
    everything_else(hall)
    return hall


def everything_else(hall):
    """One of each that a community decides or holds beside its meetings."""
    world, place = hall.world, {"community": hall.world.mingtong}
    Booth(hall).called()
    covenant(hall)
    poll(world)
    for key in ("o1", "o2"):
        oversight_seat(actor=None, user=worlds.person(key, "督"), **place)
    host = OversightSeat.objects.first().user
    words = {"body": "reps_meeting", "held_on": clock.today(), "submit_key": uuid4()}
    appraisal_set(actor=host, committee=hall.committee, year=2026, **words)
    Box(hall).drafted()
    disclosure(hall)
    representative_add(actor=None, name="代表甲", households=30, **place)
    row = sub_committee_set(
        actor=None, committee=hall.committee, remit="safety", head=hall.seat("member1")
    )
    sub_seat_add(actor=None, sub_committee=row, name="杨大妈")
    proposal = Minutes_(held_on=clock.today(), text="提议")
    words = {"title": "改造", "minutes": proposal, "submit_key": uuid4()}
    matter_propose(actor=world.secretary, **words, **place)
    profile = {"population_adult": 400, "source": "测试", "as_of": clock.today()}
    DivisionProfile.objects.create(division=world.mingtong, **profile)
    words = {"kind": "residents_meeting", "title": "停车", "reasons": "占道"}
    demand_start(actor=world.resident, submit_key=uuid4(), **words, **place)
    words = {"size": 5, "community": world.xinying}
    old = {"term_from": date(2021, 3, 1), "term_to": date(2026, 3, 1)}
    committee_open(actor=None, **words, **old)
    committee_open(actor=None, **words, term_from=date(2026, 3, 1))


@walked_on_postgresql
@pytest.mark.parametrize("key", ["street", "districter", "admin"])
def test_no_route_changes_what_was_decided(at_work, as_user, api, key):
    before = standing()
    assert all(before[model] for model in (Motion, Vote, VoteEvent, Meeting, Resolution, *WIDER))
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


# Services that carry out what others have decided: no permission of their own, so no page and no
# route may call them with a person of its choice. Each is called by a decision or its execution.
HOUSE = {
    "amendments.amendment_settle",
    "minutes.minutes_draft",
    "motions.motion_release_issue",
    "resolutions.resolution_create",
    "resolutions.resolution_implement",
    "resolutions.resolution_record_progress",
    "resolutions.resolution_start_execution",
    "resolutions.resolution_supersede",
}


def services():
    """ "noun.service" → function, of every service that names who acts."""
    found = {}
    for module in pkgutil.iter_modules(committees.services.__path__):
        room = import_module(f"committees.services.{module.name}")
        for name, service in vars(room).items():
            mine = inspect.isfunction(service) and service.__module__ == room.__name__
            if (
                mine
                and not name.startswith("_")
                and "actor" in inspect.signature(service).parameters
            ):
                found[f"{module.name}.{name}"] = service
    return found


def arguments(hall, service, actor, motion):
    """Something fitting for every argument that ``service`` must have, or None."""
    event, meeting = VoteEvent.objects.latest("id"), Meeting.objects.latest("id")
    pool = {
        "actor": actor,
        "motion": motion,
        "event": event,
        "event_id": event.pk,
        "meeting": meeting,
        "item": AgendaItem.objects.latest("id"),
        "membership": hall.seat("member1"),
        "participant": Participant.objects.latest("id"),
        "amendment": Amendment.objects.latest("id"),
        "votes_for": 1,
        "against": 0,
        "abstain": 0,
        "has_spoken": True,
        "name": "改",
        "door": "改",
        "committee": hall.committee,
        "community": hall.world.mingtong,
        "resolution": Resolution.objects.first(),
        "by": Resolution.objects.last(),
        "minutes": Minutes.objects.first(),
        "choice": "against",
        "presence": "absent",
        "submit_key": uuid4(),
        "starts_at": clock.now() + timedelta(days=5),
        "hands": {Participant.objects.latest("id").pk: "against"},
        "actions": (),
        "words": {"title": "改", "text": "改"},
        "version": motion.version,
        "data": {"what": "task_progress"},
        "issue": None,
        "up": True,
        "pk": 1,
        "is_accepted": True,
        "token": "x",
        **{name: "改" for name in ("title", "text", "place", "remark", "summary", "opinion")},
        **{name: "改" for name in ("reason", "speaker")},
    }
    needed = [
        name
        for name, one in inspect.signature(service).parameters.items()
        if one.default is one.empty and one.kind is not one.VAR_KEYWORD
    ]
    return {name: pool[name] for name in needed} if set(needed) <= set(pool) else None


@pytest.mark.parametrize("key", ["street", "districter", "admin"])
def test_no_service_lets_them_change_what_was_decided(at_work, key):
    actor, changed, tried = at_work.world.people[key], set(), set()
    before = standing()
    for (name, service), motion in product(services().items(), Motion.objects.all()):
        given = arguments(at_work, service, actor, motion)
        if given is None:
            continue
        tried.add(name)
        with suppress(Undone), transaction.atomic():
            with suppress(Exception), transaction.atomic():
                service(**given)
            if standing() != before:
                changed.add(name)
            raise Undone
    assert changed <= HOUSE
    nouns = ("meetings.", "motions.", "votes.", "resolutions.", "minutes.", "attendance.")
    nouns += ("agendas.", "amendments.", "tellers.")
    wanted = {name for name in services() if name.startswith(nouns)}
    assert wanted - tried <= {"motions.motion_raise_from_issue", "votes.event_lock"}


def test_no_page_calls_what_the_house_does():
    names = {name.partition(".")[2] for name in HOUSE}
    for path, text in sources("committees", "portal", "resident_affairs"):
        if "/views/" in path or "/api/" in path:
            called = {word for word in names if re.search(rf"\b{word}\b", text)}
            assert not called, (path, called)
