"""Every act of the API, walked from its table: who may, from where, with which words, how often."""

import re
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.faults.malice import undone
from tests.workstations.acting import PEOPLE
from tests.workstations.acting_more import SCENES
from tests.workstations.entrusting import Deal
from tests.workstations.planning import entry
from workstations.api.acts.table import ACTS, STEPPED
from workstations.models import EntrustedAffair, Leave
from workstations.workflows import (
    CASE,
    CONTRACT,
    ENROLMENT,
    ENTRUST,
    LEAVE,
    PETITION,
    PLAN,
    REFERRAL,
    TASK,
    WHISTLE,
)
from workstations.workflows.transfers import TRANSFER_PLAN, TRANSFER_SHARE

ROOT = Path(__file__).resolve().parents[3]
BY_NAME = {act.name: act for act in ACTS}
PHOTOS = {"tasks-evidence"}  # multipart; proved in test_api
NOUNS = {
    "tasks": TASK,
    "whistles": WHISTLE,
    "referrals": REFERRAL,
    "entrusted": ENTRUST,
    "cases": CASE,
    "petitions": PETITION,
    "leaves": LEAVE,
    "plans": PLAN,
    "contracts": CONTRACT,
    "enrolments": ENROLMENT,
    "transfers": TRANSFER_PLAN,
    "transfer-shares": TRANSFER_SHARE,
}
# Steps that go by another name, since one act may take one of several.
OTHERWISE = {
    **dict.fromkeys(("arrive_some", "arrive_all", "arrive_late"), "whistle-calls-arrive"),
    **dict.fromkeys(("report", "note_report"), "whistle-calls-report"),
    **dict.fromkeys(("score_one", "score_all"), "whistle-calls-score"),
    "start": "entrusted-tasks",
    "note_progress": "tasks-notes",
    "extend": "extensions-decision",
    "give_renewal_opinion": "contracts-give-opinion",
}
SCENED = sorted(set(BY_NAME) - PHOTOS)


def url(act, where: dict) -> str:
    found = f"/api/v1/{act.path}/"
    for name, number in where.items():
        found = found.replace(f"<key:{name}>", str(number))
    return found


@pytest.fixture
def scene(world, station, api, fresh):
    """(act, send): ``send(who, body, where)`` posts as somebody and takes it back afterwards,
    unless told to ``keep`` it."""

    def lay(name):
        act, (make, who, *_others) = BY_NAME[name], SCENES[name]
        made = make(world)

        def send(key, body=None, where=None, keep=False):
            user = world.people.get(key)
            if user is not None:
                fresh(user)
            cache.clear()
            client = api(user)
            words = made.body if body is None else body
            address = url(act, made.where if where is None else where)
            if keep:
                return client.post(address, words)
            with undone():
                return client.post(address, words)

        return act, made, who, send

    return lay


def test_every_step_of_every_table_is_an_act():
    """And every act has its scene here."""
    for noun, workflow in NOUNS.items():
        for step in workflow.transitions:
            if step.permission is None:
                continue  # the house's own
            straight = f"{noun}-{step.name.replace('_', '-')}"
            assert straight in BY_NAME or OTHERWISE.get(step.name) in BY_NAME, straight
    assert set(SCENES) == set(SCENED) and len(BY_NAME) == len(ACTS)
    assert set(STEPPED) == set(NOUNS)


@pytest.mark.parametrize("name", SCENED)
def test_who_may_and_nobody_else(scene, name):
    act, _made, who, send = scene(name)
    otherwise = SCENES[name][2] if len(SCENES[name]) > 2 else {}
    for key in [*PEOPLE, *sorted(who - set(PEOPLE))]:
        answer = send(key)
        if key in who:
            assert answer.status_code == (201 if act.makes else 200), (key, answer.content.decode())
        else:
            wanted = {otherwise[key]} if key in otherwise else {403, 404}
            assert answer.status_code in wanted, (key, answer.status_code, answer.content.decode())
    assert send(None).status_code == 401


@pytest.mark.parametrize("name", [name for name in SCENED if "<key" in BY_NAME[name].path])
def test_missing_and_foreign_look_alike(scene, name):
    _act, made, who, send = scene(name)
    answer = send(min(who), where=dict.fromkeys(made.where, 999_999))
    assert answer.status_code == 404 and answer.json()["errors"][0]["code"] == "missing"


@pytest.mark.parametrize("name", SCENED)
def test_each_missing_word_is_asked_for_at_its_field(scene, name):
    act, made, who, send = scene(name)
    wanted = [key for key, field in act.shape().fields.items() if field.required]
    for key in wanted:
        answer = send(min(who), {k: v for k, v in made.body.items() if k != key})
        errors = answer.json()["errors"]
        assert answer.status_code == 400, (key, answer.content)
        assert {"attr": key, "code": "required"}.items() <= errors[0].items(), (key, errors)
    for key in set(made.body) & set(act.shape().fields):
        answer = send(min(who), made.body | {key: {"a": ["\x00"]}})
        assert answer.status_code == 400, (key, answer.content)
        assert answer.json()["errors"][0]["attr"].split(".")[0] == key


ONCE = [name for name in SCENED if "submit_key" in BY_NAME[name].shape().fields]


@pytest.mark.parametrize("name", ONCE)
def test_the_same_key_makes_it_once(scene, name):
    _act, _made, who, send = scene(name)
    first, again = (send(min(who), keep=True) for _ in range(2))
    assert first.status_code == again.status_code == 201, again.content
    assert first.json()["id"] == again.json()["id"]


STEPS = [
    (f"{noun}-{step.name.replace('_', '-')}", step)
    for noun, workflow in NOUNS.items()
    for step in workflow.transitions
    if f"{noun}-{step.name.replace('_', '-')}" in SCENED
]


@pytest.mark.parametrize(("name", "step"), STEPS, ids=[name for name, _step in STEPS])
def test_from_another_state_it_is_409(scene, name, step):
    """Done once, it can be done again only where the table leads back to where it starts."""
    act, _made, who, send = scene(name)
    assert send(min(who), keep=True).status_code == (201 if act.makes else 200)
    answer = send(min(who))
    if step.target is None or step.target in step.sources:
        assert answer.status_code in {200, 201, 400, 403, 404, 409}
    else:
        assert answer.status_code in {404, 409}, answer.content
        if answer.status_code == 409:
            assert answer.json()["errors"][0]["code"] in {"state", "guard", "same"}


VERSIONED = [name for name, _step in STEPS if "version" in BY_NAME[name].shape().fields]


@pytest.mark.parametrize("name", VERSIONED)
def test_a_stale_version_is_409(scene, name):
    _act, made, who, send = scene(name)
    answer = send(min(who), made.body | {"version": 0})
    assert answer.status_code == 409 and answer.json()["errors"][0]["code"] == "stale"


COSTS = {
    "whistles-create": 9,
    "whistles-finish": 14,
    "referrals-answer": 11,
    "entrusted-create": 9,
    "entrusted-admit": 6,
    "cases-create": 6,
    "cases-find": 10,
    "petitions-create": 6,
    "petitions-acknowledge": 8,
    "leaves-create": 12,
    "tasks-work": 8,
    "tasks-accept": 11,
    "contracts-give-opinion": 7,
    "transfer-shares-uses": 11,
}


@pytest.mark.parametrize("name", COSTS)
def test_an_act_costs_few_statements(scene, name):
    _act, _made, who, send = scene(name)
    with CaptureQueriesContext(connection) as seen:
        assert send(min(who)).status_code in {200, 201}
    asked = [row["sql"] for row in seen.captured_queries if "SAVEPOINT" not in row["sql"]]
    assert len(asked) <= COSTS[name], "\n".join(asked)


class TestWords:
    """The same words at the same field as on the page."""

    def test_a_forms_own_rule_speaks_at_the_apis_field(self, scene):
        _act, made, _who, send = scene("cases-notify")
        errors = send("inspector", made.body | {"accused": ["nobody-of-that-name"]}).json()[
            "errors"
        ]
        assert (errors[0]["attr"], errors[0]["code"]) == ("accused", "missing")

    def test_a_services_rule_speaks_at_the_apis_field(self, scene):
        _act, made, _who, send = scene("cases-notify")
        errors = send("inspector", made.body | {"explain_by": "2030-01-01"}).json()["errors"]
        assert errors[0]["attr"] == "explain_by" and "2026-04-01" in errors[0]["detail"]

    @pytest.mark.parametrize("fen", [0, -1, 10**12])
    def test_money_is_whole_fen_and_named_so(self, scene, fen):
        _act, made, _who, send = scene("entrusted-create")
        answer = send("clerk", made.body | {"fee_fen": fen})
        assert answer.status_code == 400 and answer.json()["errors"][0]["attr"] == "fee_fen"

    def test_money_comes_in_to_the_fen(self, scene):
        _act, made, _who, send = scene("entrusted-create")
        body = made.body | {"fee_fen": 3_000_001}
        assert send("clerk", body, keep=True).status_code == 201
        assert EntrustedAffair.objects.get().fee_fen == 3_000_001

    def test_what_is_not_offered_is_refused_at_its_field(self, scene, world):
        _act, made, _who, send = scene("entrusted-create")
        for body in ({"unit": 999_999}, {"community": world.district.pk}, {"duty": 999_999}):
            answer = send("clerk", made.body | body)
            assert answer.status_code == 400
            assert answer.json()["errors"][0]["attr"] == next(iter(body))

    @pytest.mark.parametrize("body", [{"issue": None}, {"task": 1}, {"issue": 999_999}])
    def test_a_whistle_is_for_exactly_one_thing_of_ones_own(self, scene, body):
        _act, made, _who, send = scene("whistles-create")
        words = {k: v for k, v in (made.body | body).items() if v is not None}
        assert send("street", words).status_code == 404

    def test_who_asks_leave_for_somebody_else_is_told_so(self, scene, world):
        _act, made, _who, send = scene("leaves-create")
        answer = send("staff", made.body | {"user": world.staff2.pk})
        assert answer.status_code == 403 and not Leave.objects.exists()

    def test_a_list_forbidden_to_entrust_comes_back_refused(self, scene, world):
        _act, made, _who, send = scene("entrusted-create")
        duty = entry(world, list_kind="negative", number="N-9", body="committee")
        answer = send("clerk", made.body | {"duty": duty.pk})
        assert answer.status_code == 201 and answer.json()["status"] == "refused"


def test_the_steps_one_may_take_are_named(world, api, fresh):
    affair = Deal(world).apply()
    address = f"/api/v1/entrusted/{affair.pk}/transitions/"
    names = {row["name"] for row in api(world.street).get(address).json()}
    assert names == {"admit", "refuse"}
    assert {row["name"] for row in api(world.people["clerk"]).get(address).json()} == {"withdraw"}
    assert api(world.head).get(address).json() == []
    assert api(world.baita_head).get(address).status_code == 404
    assert api().get(address).status_code == 401


def test_the_page_about_the_api_names_every_act():
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    known = set(re.findall(r"[a-z][a-z-]+", page))
    for act in ACTS:
        parts = [part for part in act.path.split("/") if not part.startswith("<")]
        assert set(parts) <= known, act.path
