"""Two people at the same step of a whistle, a case or a contract: one wins, the others are told."""

from uuid import uuid4

import pytest
from django.db import transaction

from portal.kernel.errors import Refused, StaleWrite, TransitionRefused
from portal.models import Record, Role, User
from portal.services.roles import role_grant
from portal.services.rules import rules_load_defaults
from tests import world as worlds
from tests.parallel import in_a_file, in_parallel
from tests.workstations.caring import Matter
from tests.workstations.hiring import DAY, Hire
from tests.workstations.whistling import Street
from workstations import labour
from workstations.models import CaseFinding, Contract, SupervisionCase, Whistle, WhistleCall
from workstations.services import case_steps as cases
from workstations.services import contract_terms as terms
from workstations.services import whistle_calls as calls
from workstations.services import whistles

TRIES = 8
TOLD = (TransitionRefused, StaleWrite, Refused)


@pytest.fixture
def shared(transactional_db, tmp_path):
    """A database that other connections can write to."""
    with in_a_file(tmp_path / "real.sqlite3"):
        yield


@pytest.fixture
def town(shared, monday):
    """The small district on its Monday, committed."""
    with transaction.atomic():
        world = worlds.build()
        rules_load_defaults()
    return world


def fresh(user) -> User:
    """The person as a request of their own loads them."""
    return User.objects.get(pk=user.pk)


def one_wins(answers) -> None:
    """Exactly one got through; every other was told so in words, and nothing broke."""
    won = [answer for answer in answers if not isinstance(answer, Exception)]
    lost = [answer for answer in answers if isinstance(answer, Exception)]
    assert len(won) == 1, answers
    assert all(isinstance(answer, TOLD) for answer in lost), lost


def steps_of(subject, verb: str) -> int:
    return Record.objects.of(subject).filter(verb=verb).count()


def second_official(world, role, place):
    other = worlds.person(f"second_{role}", "第二人")
    words = {"division": place, "valid_from": worlds.TERM_FROM}
    role_grant(actor=None, user=other, role=role, **words)
    return other


class TestWhistles:
    def test_two_officials_close_it_once(self, town):
        whistle = Street(town).to("scored")
        other = second_official(town, Role.SUBDISTRICT_OFFICIAL, town.tuodong)

        def close(who):
            row = Whistle.objects.get(pk=whistle.pk)
            return whistles.whistle_step(actor=fresh(who), whistle=row, name="close")

        tasks = [lambda who=who: close(who) for who in [town.street, other] * (TRIES // 2)]
        one_wins(in_parallel(tasks))
        assert steps_of(whistle, "close") == 1
        assert Whistle.objects.get().status == "closed"

    def test_finished_or_cancelled_never_both(self, town):
        whistle = Street(town).to("working")

        def finish():
            row = Whistle.objects.get(pk=whistle.pk)
            return whistles.whistle_finish(actor=fresh(town.street), whistle=row, outcome="拆完")

        def cancel():
            row = Whistle.objects.get(pk=whistle.pk)
            return whistles.whistle_cancel(actor=fresh(town.street), whistle=row, reason="不用了")

        one_wins(in_parallel([finish, cancel] * (TRIES // 2)))
        whistle.refresh_from_db()
        assert steps_of(whistle, "finish") + steps_of(whistle, "cancel") == 1
        assert whistle.calls_due == 2 and whistle.ended_at is not None

    def test_one_arrival_is_written_down_once(self, town):
        street = Street(town)
        street.blow()
        call = street.call(0)
        other = second_official(town, Role.SUBDISTRICT_OFFICIAL, town.tuodong)

        def arrive(who):
            return calls.call_arrive(actor=fresh(who), call_id=call.pk)

        tasks = [lambda who=who: arrive(who) for who in [town.head, other] * (TRIES // 2)]
        one_wins(in_parallel(tasks))
        assert steps_of(street.whistle, "arrive_some") == 1

    def test_the_last_two_arrivals_stop_the_clock_once(self, town):
        street = Street(town)
        street.blow()
        ids = [street.call(number).pk for number in (0, 1)]

        def arrive(pk):
            return calls.call_arrive(actor=fresh(town.head), call_id=pk)

        answers = in_parallel([lambda pk=pk: arrive(pk) for pk in ids])
        assert not any(isinstance(answer, Exception) for answer in answers), answers
        street.whistle.refresh_from_db()
        assert street.whistle.status == "arrived"
        told = Record.objects.of(street.whistle).values_list("data", flat=True)
        assert sum((row.get("clock") or {}).get("turn") == "stopped" for row in told) == 1

    def test_one_department_is_scored_once(self, town):
        street = Street(town)
        street.to("done")
        call, other = street.call(0), second_official(town, Role.SUBDISTRICT_OFFICIAL, town.tuodong)

        def score(who, points):
            return calls.call_score(actor=fresh(who), call_id=call.pk, score=points, words="来得快")

        pairs = [(town.street, 5), (other, 1)] * (TRIES // 2)
        one_wins(in_parallel([lambda who=who, n=n: score(who, n) for who, n in pairs]))
        row = WhistleCall.objects.get(pk=call.pk)
        facts = Record.objects.of(street.whistle).filter(verb="score_one").get().data
        assert row.score == facts["score"]


class TestCases:
    def test_one_closes_it_once(self, town):
        matter = Matter(town)
        case = matter.checked()

        def close():
            row = SupervisionCase.objects.get(pk=case.pk)
            words = {"name": "close", "remark": "已整改到位。"}
            return cases.case_step(actor=fresh(town.inspector), case=row, **words)

        one_wins(in_parallel([close] * TRIES))
        assert steps_of(case, "close") == 1

    def test_closed_or_handed_up_never_both(self, town):
        case = Matter(town).checked()

        def step(name):
            row = SupervisionCase.objects.get(pk=case.pk)
            words = {"name": name, "remark": "理由"}
            return cases.case_step(actor=fresh(town.inspector), case=row, **words)

        names = ["close", "escalate"] * (TRIES // 2)
        one_wins(in_parallel([lambda name=name: step(name) for name in names]))
        assert steps_of(case, "close") + steps_of(case, "escalate") == 1

    def test_two_inspectors_take_it_and_one_has_it(self, town):
        matter = Matter(town)
        case, other = matter.opened(), matter.second_inspector()

        def accept(who):
            row = SupervisionCase.objects.get(pk=case.pk)
            return cases.case_step(actor=fresh(who), case=row, name="accept")

        tasks = [lambda who=who: accept(who) for who in [town.inspector, other] * (TRIES // 2)]
        one_wins(in_parallel(tasks))
        case.refresh_from_db()
        told = Record.objects.of(case).get(verb="accept")
        assert case.handler_id == told.actor_id

    def test_one_finding(self, town):
        case = Matter(town).explained()

        def find(is_upheld):
            row = SupervisionCase.objects.get(pk=case.pk)
            words = {"is_upheld": is_upheld, "text": "台账缺三周", "basis": "制度第九条"}
            return cases.case_find(actor=fresh(town.inspector), case=row, **words)

        sides = [True, False] * (TRIES // 2)
        one_wins(in_parallel([lambda side=side: find(side) for side in sides]))
        case.refresh_from_db()
        assert CaseFinding.objects.get(case=case).is_upheld == case.is_upheld


class TestContracts:
    def test_two_officials_renew_it_once(self, town):
        hire = Hire(town)
        hire.expiring()
        hire.opine()
        contract = hire.contract
        other = second_official(town, Role.SUBDISTRICT_OFFICIAL, town.tuodong)

        def renew(who):
            row = Contract.objects.get(pk=contract.pk)
            start = row.ends_on + DAY
            return terms.contract_renew(
                actor=fresh(who),
                contract=row,
                open_ended=False,
                ends_on=labour.one_year_from(start),
                submit_key=uuid4(),
            )

        tasks = [lambda who=who: renew(who) for who in [town.street, other] * (TRIES // 2)]
        one_wins(in_parallel(tasks))
        assert Contract.objects.filter(previous=contract).count() == 1

    def test_the_same_form_twice_is_one_renewal(self, town):
        hire = Hire(town)
        hire.expiring()
        hire.opine()
        contract, key = hire.contract, uuid4()

        def renew():
            row = Contract.objects.get(pk=contract.pk)
            return terms.contract_renew(
                actor=fresh(town.street),
                contract=row,
                open_ended=False,
                ends_on=labour.one_year_from(row.ends_on + DAY),
                submit_key=key,
            )

        answers = in_parallel([renew] * TRIES)
        assert len({answer.pk for answer in answers}) == 1
        assert Contract.objects.filter(previous=contract).count() == 1
