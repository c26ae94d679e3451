"""Each GET route of pages and API × each role × real, foreign, missing and absurd objects; and
no page offers its reader a way that is closed to them."""

import re
from collections import defaultdict

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import Resolver404, resolve

from portal.models import User
from tests.architecture.routes import routes

pytestmark = pytest.mark.django_db

FINE = {200, 204, 302, 400, 401, 403, 404, 405, 409}
LEFT_OUT = ("^", "readyz")
LINK = re.compile(r'<a[^>]*? href="(/[^"#]*)')
NOT_WALKED = ("/accounts/logout", "/pictures/")  # the demo's photos went with its own folder
# The model whose rows a route's first number names, by the beginning of its path.
EXAMPLES = {
    "communities": "portal.Division",
    "divisions": "portal.Division",
    "map": "portal.Division",
    "calendar": "portal.CalendarOverride",
    "categories": "resident_affairs.Category",
    "roles": "portal.RoleAssignment",
    "pictures": "portal.Picture",
    "papers": "portal.Paper",
    "entrusted": "workstations.EntrustedAffair",
    "payouts": "workstations.Payout",
    "ledger": "workstations.LedgerEntry",
    "transfers": "workstations.TransferPlan",
    "transfer-shares": "workstations.TransferShare",
    "transfer-uses": "workstations.TransferUse",
    "transfer-entries": "workstations.TransferEntry",
    "units": "workstations.Unit",
    "contracts": "workstations.Contract",
    "posts": "workstations.StationPost",
    "secondments": "workstations.Secondment",
    "courses": "workstations.Course",
    "enrolments": "workstations.Enrolment",
    "needs": "workstations.TrainingNeed",
    "whistles": "workstations.Whistle",
    "whistle-requests": "workstations.WhistleRequest",
    "whistle-calls": "workstations.WhistleCall",
    "referrals": "workstations.Referral",
    "cases": "workstations.SupervisionCase",
    "petitions": "workstations.Petition",
    "inspections": "workstations.Inspection",
    "duties": "portal.Duty",
    "rules": "portal.RuleAdoption",
    "issues": "resident_affairs.Issue",
    "desk": "resident_affairs.Issue",
    "affairs": "resident_affairs.Issue",
    "motions": "committees.Motion",
    "meetings": "committees.Meeting",
    "votes": "committees.VoteEvent",
    "resolutions": "committees.Resolution",
    "committees": "committees.Committee",
    "consultations": "committees.Consultation",
    "opinions": "committees.Opinion",
    "polls": "committees.Poll",
    "disclosure": "committees.DisclosureEntry",
    "disclosures": "committees.DisclosureEntry",
    "questions": "committees.DisclosureQuestion",
    "elections": "committees.Election",
    "objections": "committees.RollObjection",
    "applications": "committees.VoterApplication",
    "proxies": "committees.VoterProxy",
    "recalls": "committees.RecallPetition",
    "candidates": "committees.Candidate",
    "complaints": "committees.ElectionComplaint",
    "demands": "committees.MeetingDemand",
    "covenants": "committees.CovenantVersion",
    "corrections": "committees.CorrectionOrder",
    "guidance": "committees.GuidanceNote",
    "appraisals": "committees.Appraisal",
    "sealed-votes": "committees.SealedVote",
    "reports": "committees.YearlyReport",
    "amendments": "committees.Amendment",
    "speakers": "committees.SpeakerTurn",
    "archives": "committees.ArchiveItem",
    "matters": "committees.MajorMatter",
    "seats": "committees.Membership",
    "handovers": "committees.Handover",
    "representatives": "committees.Representative",
    "oversight": "committees.OversightSeat",
    "delegates": "committees.UnitDelegate",
    "group-leaders": "committees.GroupLeader",
    "sub-committees": "committees.SubCommittee",
    "sub-committee-seats": "committees.SubCommitteeSeat",
    "tasks": "workstations.Task",
    "leaves": "workstations.Leave",
    "replies": "workstations.ReplyTemplate",
    "plans": "workstations.TaskPlan",
    "grounds": "resident_affairs.Category",
    "work": "workstations.WorkEntry",
    "extensions": "workstations.ExtensionRequest",
    "stations": "portal.Division",
    "supervision": "workstations.SupervisionOrder",
    "supervision-orders": "workstations.SupervisionOrder",
    "scores": "workstations.StaffScore",
    "year-results": "workstations.YearResult",
    "station-reviews": "workstations.StationReview",
    "exports": "portal.Export",
}
NUMBER, SLUG = re.compile(r"<key:\w+>"), re.compile(r"<slug:(\w+)>")
SLUGS = {
    "kind": "support",
    "side": "giving",
    "size": "thumb",
    "slug": "meetings",
    "name": "publish",
    "scheme": "nbs",
    "code": "530103000000",
    "what": "questions",
    "shape": "json",
    "whom": "residents",
}


def addresses(examples: dict) -> list[str]:
    """Every GET-able address with a real object, a missing one and an absurd one."""
    found = []
    for route in routes():
        if route.pattern.startswith(LEFT_OUT):
            continue
        path = SLUG.sub(lambda m: SLUGS[m[1]], f"/{route.pattern}")
        if not NUMBER.search(path):
            found.append(path)
            continue
        first = path.removeprefix("/api/v1").split("/")[1]
        for number in (*examples[first], 999_999, 10**25):
            found.append(NUMBER.sub(str(number), path))
    return found


@pytest.fixture
def examples(demo, db) -> dict:
    """The newest two of every kind of object in the demo's district, by their routes' word."""
    return {
        key: list(apps.get_model(label).objects.order_by("-pk").values_list("pk", flat=True)[:2])
        for key, label in EXAMPLES.items()
    }


def people() -> list:
    """Nobody, and one person for each role that is held, with an account that holds none."""
    held = User.objects.filter(role_assignments__isnull=False).order_by("role_assignments__role")
    by_role = {role: user for user in held for role in _roles(user)}
    return [None, User.objects.create(username="roleless", name="无职"), *by_role.values()]


def _roles(user) -> set:
    return set(user.role_assignments.values_list("role", flat=True))


def test_no_route_breaks_for_anybody(examples):
    wrong, paths = [], addresses(examples)
    for person in people():
        client = Client(raise_request_exception=False)
        if person:
            client.force_login(person, backend="portal.access.backends.PortalBackend")
        for path in paths:
            status = client.get(path).status_code
            if status not in FINE:
                wrong.append(f"{person}: {path}: {status}")
    assert not wrong, "\n".join(sorted(set(wrong))[:40])
    assert len(paths) > 150


def offered(page: str) -> list[str]:
    """The addresses that a page's links lead to."""
    return [link.replace("&amp;", "&") for link in LINK.findall(page)]


def closed_ways(client: Client, each: int) -> list[str]:
    """Walk from the landing page along the links, ``each`` of every route at most, and note every
    link that leads nowhere or to a refusal, with the page that offers it."""
    queue, seen, per_route, wrong = [("/", "")], set(), defaultdict(int), []
    while queue:
        path, source = queue.pop(0)
        if path in seen or path.startswith(NOT_WALKED):
            continue
        seen.add(path)
        try:
            name = resolve(path.split("?")[0]).view_name
        except Resolver404:
            wrong.append(f"{source} → {path}: no such route")
            continue
        per_route[name] += 1
        if per_route[name] > each:
            continue
        answer = client.get(path)
        if answer.status_code >= 400:
            wrong.append(f"{source} → {path}: {answer.status_code}")
        elif "text/html" in answer.get("Content-Type", "") and not answer.streaming:
            queue += [(link, path) for link in offered(answer.content.decode())]
    return wrong


@pytest.mark.skipif(connection.vendor != "sqlite", reason="one engine's pages are enough")
def test_no_page_offers_a_closed_way(examples):
    wrong = []
    for person in people():
        client = Client(raise_request_exception=False)
        if person:
            client.force_login(person, backend="portal.access.backends.PortalBackend")
        wrong += [f"{person}: {way}" for way in closed_ways(client, each=2)]
    assert not wrong, "\n".join(wrong[:40])
