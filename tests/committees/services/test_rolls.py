"""The roll before and after it is public: objections, candidates, proxies."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from committees.models import (
    Election,
    RollObjection,
    VoterPlace,
)
from committees.models.candidates import CandidateState
from committees.services import (
    applications,
    candidates,
    election_steps,
    identity,
    objections,
    proxies,
    roll_forms,
    roll_places,
    rolls,
)
from committees.services.spans import later
from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused, TransitionRefused
from tests.committees.electing import Booth, refused


def number_with(born, order: int = 1) -> str:
    """A sound identity number of somebody born that day."""
    body = f"530103{born:%Y%m%d}{order % 1000:03d}"
    return next(body + last for last in "0123456789X" if identity.number_is_sound(body + last))


class TestObjections:
    def file(self, booth, actor="resident", **words):
        given = {"kind": "missing", "name": "漏名", "text": "住了十年"} | words
        who = booth.world.people[actor] if isinstance(actor, str) else actor
        return objections.objection_file(actor=who, election=booth.election, **given)

    def test_accepted_adds_the_name(self, booth):
        booth.published()
        row = self.file(booth)
        assert row.due_on == clock.today() + timedelta(days=3)
        ruled = objections.objection_rule(
            actor=booth.head,
            objection=row,
            is_accepted=True,
            ruling="查了户口册，补上。",
            draft=booth.voter(99, name="漏名"),
        )
        assert ruled.registration.added_by_ruling and ruled.registration.number == 21
        assert booth.election.registrations.filter(removed_on__isnull=True).count() == 21

    def test_accepted_removes_the_name(self, booth):
        booth.published()
        voter = booth.election.registrations.get(number=3)
        row = self.file(booth, kind="wrong", name=voter.name, registration=voter)
        objections.objection_rule(
            actor=booth.head, objection=row, is_accepted=True, ruling="已迁出。"
        )
        voter.refresh_from_db()
        assert voter.removed_on == clock.today()

    def test_five_days_and_not_the_sixth(self, booth):
        booth.published()
        clock.advance(days=5)
        assert self.file(booth)
        clock.advance(days=1)
        with pytest.raises(TransitionRefused):
            self.file(booth, name="别人")

    def test_not_before_the_roll_is_public(self, booth):
        booth.registered()
        with pytest.raises(TransitionRefused):
            self.file(booth)

    @pytest.mark.parametrize("key", ["street", "districter", "baita_resident"])
    def test_only_people_of_the_place_object(self, booth, key):
        booth.published()
        with pytest.raises((Refused, NotFound)):
            self.file(booth, actor=key)

    def test_late_is_late_and_stops_the_vote(self, booth):
        booth.nominated()
        row = self.file(booth)
        clock.advance(days=3)
        assert not row.is_overdue
        clock.advance(days=1)
        assert row.is_overdue
        booth.meet()
        with pytest.raises(TransitionRefused, match="异议"):
            booth.open()
        objections.objection_rule(
            actor=booth.people[1], objection=row, is_accepted=False, ruling="不符合条件。"
        )
        assert booth.open().status == "voting"

    def test_ruled_once_by_another(self, booth):
        booth.published()
        row = self.file(booth, actor=booth.head)
        words = {"objection": row, "is_accepted": False, "ruling": "不成立。"}
        with pytest.raises(TransitionRefused, match="另一位"):
            objections.objection_rule(actor=booth.head, **words)
        objections.objection_rule(actor=booth.people[1], **words)
        with pytest.raises(TransitionRefused):
            objections.objection_rule(actor=booth.people[2], **words)
        with pytest.raises(DatabaseError), transaction.atomic():
            RollObjection.objects.update(ruling="改")

    @pytest.mark.parametrize("key", ["chair", "street", "resident"])
    def test_only_the_election_committee_rules(self, booth, key):
        booth.published()
        row = self.file(booth)
        with pytest.raises((Refused, NotFound)):
            objections.objection_rule(
                actor=booth.world.people[key], objection=row, is_accepted=False, ruling="不"
            )


class TestCandidates:
    def test_ten_voters_of_the_roll(self, booth):
        booth.published()
        post = booth.election.posts_in_order[0]
        by = {"nominated_by": "voters"}
        refused("nominators", booth.nominate, post, 1, nominators=range(2, 11), **by)
        # The one who is nominated does not count, nor does anybody twice.
        refused("nominators", booth.nominate, post, 1, nominators=[*range(1, 11), 2], **by)
        row = booth.nominate(post, 1, nominators=range(2, 12), **by)
        assert row.nominators.count() == 10

    def test_only_names_of_the_roll(self, booth):
        booth.published()
        post = booth.election.posts_in_order[0]
        refused("number", booth.nominate, post, 99)
        by = {"nominated_by": "voters", "nominators": range(15, 30)}
        refused("nominators", booth.nominate, post, 1, **by)
        booth.nominate(post, 1)
        refused("number", booth.nominate, post, 1)

    def test_more_candidates_than_seats(self, booth):
        booth.published()
        for post in booth.election.posts_in_order:
            for number in range(post.seats + 1):
                booth.stand(post, post.position * 5 + number)
        last = booth.election.posts_in_order[-1].candidates.last()
        candidates.candidate_withdraw(actor=booth.head, candidate=last, why="身体不好")
        with pytest.raises(TransitionRefused, match="4"):
            election_steps.candidates_publish(actor=booth.head, election=booth.election)
        booth.stand(booth.election.posts_in_order[-1], 1)
        done = election_steps.candidates_publish(actor=booth.head, election=booth.election)
        assert done.status == "nominated"

    def test_nobody_unchecked(self, booth):
        booth.published()
        for post in booth.election.posts_in_order:
            for number in range(post.seats + 1):
                booth.stand(post, post.position * 5 + number)
        booth.nominate(booth.election.posts_in_order[0], 1)
        with pytest.raises(TransitionRefused, match="审查"):
            election_steps.candidates_publish(actor=booth.head, election=booth.election)

    def test_checked_once_with_a_reason_and_consent(self, booth):
        booth.published()
        row = booth.nominate(booth.election.posts_in_order[0], 1)
        check = candidates.candidate_check
        refused("barred", check, actor=booth.head, candidate=row, is_qualified=False, why="x")
        bad = {"is_qualified": False, "barred": "because"}
        refused("barred", check, actor=booth.head, candidate=row, why="x", **bad)
        bad = {"is_qualified": False, "barred": "sentence"}
        refused("why", check, actor=booth.head, candidate=row, **bad)
        words = {"actor": booth.head, "candidate": row}
        refused("has_accepted", check, is_qualified=True, has_accepted=False, **words)
        row = check(is_qualified=False, barred="sentence", why="受过刑罚", **words)
        assert (row.state, row.barred) == (CandidateState.REFUSED, "sentence")
        with pytest.raises(TransitionRefused):
            check(is_qualified=True, **words)
        with pytest.raises(TransitionRefused):
            check(is_qualified=True, actor=booth.people[1], candidate=row)

    def test_nobody_registers_or_checks_himself(self, booth):
        booth.published()
        post = booth.election.posts_in_order[0]
        refused("number", booth.nominate, post, 1, user=booth.head)

    @pytest.mark.parametrize("key", ["chair", "street", "resident", "districter"])
    def test_offices_and_members_nominate_nobody(self, booth, key):
        booth.published()
        given = candidates.Nomination(
            post=booth.election.posts_in_order[0], number=1, nominated_by="party"
        )
        with pytest.raises((Refused, NotFound)):
            candidates.candidate_nominate(
                actor=booth.world.people[key], election=booth.election, given=given
            )

    def test_the_party_organisation_nominates(self, booth):
        booth.published()
        given = candidates.Nomination(
            post=booth.election.posts_in_order[0], number=1, nominated_by="party"
        )
        row = candidates.candidate_nominate(
            actor=booth.world.secretary, election=booth.election, given=given
        )
        assert row.state == CandidateState.NOMINATED
        with pytest.raises((Refused, NotFound)):
            candidates.candidate_check(
                actor=booth.world.secretary, candidate=row, is_qualified=True
            )


class TestProxies:
    def note(self, booth, giver, holder, **words):
        given = {"reason": "外出务工"} | words
        return proxies.proxy_note(
            actor=booth.head, election=booth.election, giver=giver, holder=holder, **given
        )

    def test_three_and_no_fourth(self, booth):
        booth.nominated()
        for giver in (11, 12, 13):
            self.note(booth, giver, 20)
        refused("holder", self.note, booth, 14, 20)

    def test_who_cannot(self, booth):
        booth.nominated()
        refused("holder", self.note, booth, 11, 1)  # a candidate
        refused("holder", self.note, booth, 11, 11)
        refused("giver", self.note, booth, 99, 20)
        refused("holder", self.note, booth, 11, 99)
        refused("reason", self.note, booth, 11, 20, reason=" ")
        self.note(booth, 11, 20)
        refused("giver", self.note, booth, 11, 19)
        refused("holder", self.note, booth, 12, 11)  # away himself
        refused("giver", self.note, booth, 20, 19)  # holds another's

    def test_none_by_representatives_and_none_while_they_vote(self, hall):
        booth = Booth(hall, form="representatives")
        booth.published()
        with pytest.raises(TransitionRefused, match="代表"):
            self.note(booth, 11, 20)

    def test_closed_when_the_vote_begins(self, booth):
        booth.voting()
        with pytest.raises(TransitionRefused):
            self.note(booth, 11, 20)


def test_the_first_of_march(booth):
    """Born on 29 February: grown up on 1 March of a common year."""
    assert later(date(2008, 2, 29), years=18) == date(2026, 3, 1)
    assert later(date(2008, 2, 29), years=20) == date(2028, 2, 29)


class TestTheRoll:
    def register(self, booth, number=50, **words):
        return rolls.voter_register(
            actor=booth.head, election=booth.election, draft=booth.voter(number, **words)
        )

    def test_eighteen_on_election_day(self, booth):
        election = booth.registered()
        day = election.election_day
        late = day.replace(year=day.year - 18) + timedelta(days=1)
        refused("born_on", self.register, booth, born_on=late)
        assert self.register(booth, born_on=late - timedelta(days=1))

    @pytest.mark.parametrize(
        ("words", "field"),
        [
            ({"name": " "}, "name"),
            ({"household": ""}, "household"),
            ({"born_on": None}, "born_on"),
            ({"basis": "friend"}, "basis"),
            ({"id_number": "530103199001011230"}, "id_number"),  # the check digit is wrong
            ({"id_number": number_with(date(1990, 1, 1)), "born_on": date(1990, 1, 2)}, "born_on"),
        ],
    )
    def test_what_is_not_taken(self, booth, words, field):
        booth.registered()
        refused(field, self.register, booth, **words)

    def test_a_person_once_here_and_nowhere_else(self, booth, hall):
        booth.registered()
        number = number_with(date(1990, 1, 1))
        row = self.register(booth, id_number=number, born_on=None)
        assert (row.born_on, row.id_tail) == (date(1990, 1, 1), number[-4:])
        assert number not in str(row.__dict__) and len(row.id_digest) == 64
        refused("id_number", self.register, booth, 51, id_number=number.lower(), born_on=None)
        rolls.voter_strike(actor=booth.head, registration=row, why="写错了")
        assert self.register(booth, 52, id_number=number, born_on=None)
        Election.objects.filter(pk=booth.election.pk).update(community=hall.world.baita)
        VoterPlace.objects.update(community=hall.world.baita)
        other = Booth(hall)
        other.stem = "邻居"
        other.registered()
        refused("id_number", self.register, other, id_number=number, born_on=None)
        # Without a number: whoever has the name and birthday of somebody there says theirs.
        twin = {"name": "选民3", "born_on": clock.today().replace(year=1980)}
        refused("id_number", self.register, other, **twin)
        own = number_with(twin["born_on"], 7)
        refused("id_number", self.register, other, **twin, id_number=own)
        VoterPlace.objects.filter(community=hall.world.baita).delete()
        assert self.register(other, **twin, id_number=own)

    def test_one_voice_a_household(self, hall):
        booth = Booth(hall, form="households")
        booth.registered()
        assert booth.election.registrations.filter(roll="households").count() == 20
        same = self.register(booth, 99, household="东风巷1号")
        name = roll_forms.households_name
        words = {"actor": booth.head, "election": booth.election}
        refused("numbers", name, numbers=[same.number], **words)
        refused("numbers", name, numbers=[999], **words)
        own = self.register(booth, 98)
        assert name(numbers=[own.number], **words) == 1
        with pytest.raises(IntegrityError), transaction.atomic():
            booth.election.registrations.filter(roll="households").update(household_key="x")

    def test_struck_before_publication_only(self, booth):
        booth.registered()
        row = booth.election.registrations.get(number=1)
        words = {"actor": booth.head, "registration": row}
        refused("why", rolls.voter_strike, why=" ", **words)
        rolls.voter_strike(why="重复", **words)
        booth.election = election_steps.roll_publish(actor=booth.head, election=booth.election)
        row = booth.election.registrations.get(number=2)
        with pytest.raises(TransitionRefused):
            rolls.voter_strike(actor=booth.head, registration=row, why="迁走")
        with pytest.raises(TransitionRefused):
            self.register(booth)

    def test_too_late_to_publish(self, booth):
        booth.registered()
        clock.advance(days=11)
        with pytest.raises(TransitionRefused, match="20"):
            election_steps.roll_publish(actor=booth.head, election=booth.election)

    @pytest.mark.parametrize("key", ["chair", "street", "resident"])
    def test_nobody_else_writes_it(self, booth, key):
        booth.registered()
        with pytest.raises((Refused, NotFound)):
            rolls.voter_register(
                actor=booth.world.people[key], election=booth.election, draft=booth.voter(77)
            )


@pytest.mark.parametrize(
    ("number", "is_sound"),
    [
        ("11010519491231002X", True),
        ("110105194912310021", False),
        ("11010519491331002X", False),
        ("1101051949123100", False),
    ],
)
def test_numbers_that_check_themselves(number, is_sound):
    assert identity.number_is_sound(number) is is_sound


class TestQualification:
    """§16: age, rights, basis, will, and the months of a community worker."""

    def register(self, booth, number=50, **words):
        draft = booth.voter(number, **words)
        return rolls.voter_register(actor=booth.head, election=booth.election, draft=draft)

    @pytest.mark.parametrize(
        ("words", "field"),
        [
            ({"has_rights": False}, "has_rights"),
            ({"willing": ""}, "willing"),
            ({"willing": "because"}, "willing"),
            ({"basis": "worker"}, "worker_since"),
        ],
    )
    def test_what_is_not_taken(self, booth, words, field):
        booth.registered()
        refused(field, self.register, booth, **words)

    def test_six_months_to_the_day_and_confirmed_by_another(self, booth):
        day = booth.registered().election_day
        since = later(day, months=-6)
        late = {"basis": "worker", "worker_since": since + timedelta(days=1)}
        refused("worker_since", self.register, booth, **late)
        row = self.register(booth, basis="worker", worker_since=since, user=booth.people[2])
        with pytest.raises(TransitionRefused, match="确认"):
            election_steps.roll_publish(actor=booth.head, election=booth.election)
        with pytest.raises(TransitionRefused):
            rolls.worker_confirm(actor=booth.people[2], registration=row)
        with pytest.raises((Refused, NotFound)):
            rolls.worker_confirm(actor=booth.world.chair, registration=row)
        row = rolls.worker_confirm(actor=booth.people[1], registration=row)
        assert row.worker_confirmed_by == booth.people[1]
        done = election_steps.roll_publish(actor=booth.head, election=booth.election)
        assert done.status == "roll_published"

    def test_the_key_is_given_back_when_the_election_is_over(self, booth):
        booth.registered()
        assert VoterPlace.objects.count() == 20
        words = {"actor": booth.world.chair, "election": booth.election}
        election_steps.election_cancel(remark="改期", **words)
        assert not VoterPlace.objects.exists()

    def test_the_database_lets_one_community_in(self, booth):
        """Whoever passed the check at the same moment is stopped by the key itself."""
        booth.registered()
        row = booth.election.registrations.get(number=1)
        VoterPlace.objects.update(community=booth.world.baita)
        refused("id_number", roll_places.places_take, booth.election, [row])


class TestRegisteringOneself:
    def file(self, booth, actor="resident", **words):
        given = {"has_rights": True, "willing": "online"} | words
        is_affirmed = given.pop("is_affirmed", True)
        return applications.application_file(
            actor=booth.world.people[actor],
            election=booth.election,
            draft=booth.voter(70, **given),
            is_affirmed=is_affirmed,
        )

    def test_accepted_is_on_the_roll_with_the_account(self, booth):
        booth.registered()
        row = self.file(booth, id_number=number_with(date(1980, 5, 5)), born_on=None)
        assert self.file(booth) == row
        with pytest.raises(TransitionRefused, match="申请"):
            election_steps.roll_publish(actor=booth.head, election=booth.election)
        done = applications.application_decide(actor=booth.head, application=row, is_accepted=True)
        voter = done.registration
        assert (voter.user, voter.willing) == (booth.world.resident, "online")
        assert voter.id_digest == row.id_digest and voter.born_on == date(1980, 5, 5)
        with pytest.raises(TransitionRefused):
            applications.application_decide(actor=booth.head, application=row, is_accepted=True)

    def test_refused_with_a_reason_and_asked_again(self, booth):
        booth.registered()
        row = self.file(booth)
        words = {"actor": booth.head, "application": row, "is_accepted": False}
        refused("why", applications.application_decide, **words)
        done = applications.application_decide(why="不住在这里", **words)
        assert done.state == "refused" and not done.registration
        assert self.file(booth) != row

    def test_what_is_not_taken(self, booth):
        booth.registered()
        refused("is_affirmed", self.file, booth, is_affirmed=False)
        refused("name", self.file, booth, name="选民1", household="东风巷1号")
        with pytest.raises((Refused, NotFound)):
            self.file(booth, actor="baita_resident")
        row = self.file(booth)
        for key in ("chair", "resident", "street"):
            with pytest.raises((Refused, NotFound)):
                applications.application_decide(
                    actor=booth.world.people[key], application=row, is_accepted=True
                )

    def test_only_while_voters_are_registered(self, booth):
        booth.published()
        with pytest.raises(TransitionRefused):
            self.file(booth)


class TestARulingTakesAllWithIt:
    def strike(self, booth, number):
        voter = booth.election.registrations.get(number=number, roll="voters")
        row = objections.objection_file(
            actor=booth.world.resident,
            election=booth.election,
            kind="wrong",
            name=voter.name,
            text="早就搬走了",
            registration=voter,
        )
        words = {"objection": row, "is_accepted": True, "ruling": "已迁出。"}
        objections.objection_rule(actor=booth.head, **words)

    def test_the_candidature_falls_and_nominations_open_again(self, booth):
        booth.nominated()
        self.strike(booth, 1)
        row = booth.election.posts_in_order[0].candidates.get(registration__number=1)
        assert row.state == CandidateState.WITHDRAWN and "异议" in row.state_why
        booth.meet()
        with pytest.raises(TransitionRefused, match="候选人"):
            booth.open()
        booth.election = election_steps.renominate(actor=booth.head, election=booth.election)
        assert booth.election.met_residents_on is None
        booth.stand(booth.election.posts_in_order[0], 19)
        booth.election = election_steps.candidates_publish(
            actor=booth.head, election=booth.election
        )
        booth.meet()
        assert booth.open().status == "voting"

    def test_enough_candidates_are_not_nominated_again(self, booth):
        booth.nominated()
        with pytest.raises(TransitionRefused, match="不用"):
            election_steps.renominate(actor=booth.head, election=booth.election)

    def test_a_joint_nomination_with_nine_left_falls(self, booth):
        booth.published()
        post = booth.election.posts_in_order[0]
        by = {"nominated_by": "voters"}
        ten = booth.nominate(post, 1, nominators=range(2, 12), **by)
        more = booth.nominate(post, 15, nominators=range(2, 13), **by)
        self.strike(booth, 5)
        ten.refresh_from_db()
        more.refresh_from_db()
        assert (ten.state, more.state) == ("withdrawn", "nominated")

    def test_proxies_given_and_held_fall(self, booth):
        booth.nominated()
        note = {"actor": booth.head, "election": booth.election, "reason": "外出"}
        given = proxies.proxy_note(giver=11, holder=20, **note)
        held = proxies.proxy_note(giver=12, holder=19, **note)
        kept = proxies.proxy_note(giver=13, holder=18, **note)
        self.strike(booth, 11)
        self.strike(booth, 19)
        for row in (given, held, kept):
            row.refresh_from_db()
        assert given.revoked_on and held.revoked_on and not kept.revoked_on

    def test_withdrawn_until_the_vote_begins(self, booth):
        booth.nominated()
        rows = list(booth.election.posts_in_order[0].candidates.order_by("id"))
        words = {"actor": booth.head, "why": "身体不好"}
        candidates.candidate_withdraw(candidate=rows[0], **words)
        booth.meet()
        candidates.candidate_withdraw(candidate=rows[1], **words)
        with pytest.raises(TransitionRefused):
            booth.open()


class TestProxiesAndCandidates:
    def test_a_holder_is_not_nominated(self, booth):
        booth.published()
        words = {"actor": booth.head, "election": booth.election, "reason": "外出"}
        row = proxies.proxy_note(giver=11, holder=1, **words)
        post = booth.election.posts_in_order[0]
        refused("number", booth.nominate, post, 1)
        proxies.proxy_revoke(actor=booth.head, proxy=row, why="换人")
        assert booth.nominate(post, 1)

    def test_no_vote_begins_while_a_candidate_holds_one(self, booth):
        booth.nominated()
        row = proxies.proxy_note(
            actor=booth.head, election=booth.election, giver=11, holder=20, reason="外出"
        )
        candidate = booth.election.posts_in_order[0].candidates.first()
        type(row).objects.filter(pk=row.pk).update(holder=candidate.registration)
        booth.meet()
        with pytest.raises(TransitionRefused, match="受托"):
            booth.open()

    def test_a_runoff_has_proxies_of_its_own(self, booth):
        booth.nominated(posts={"chair": 1, "committee_member": 4})
        words = {"giver": 11, "holder": 20, "reason": "外出"}
        proxies.proxy_note(actor=booth.head, election=booth.election, **words)
        booth.meet()
        booth.open()
        sheet = booth.sheet(returned=18, votes=booth.votes(12, 2, chair=(8, 8)))
        parent = booth.announced(sheet, runoff_day=clock.today() + timedelta(days=10))
        runoff = Election.objects.get(parent=parent)
        assert proxies.proxy_note(actor=booth.head, election=runoff, **words).election == runoff
        again = {"actor": booth.head, "election": runoff} | words
        refused("giver", proxies.proxy_note, **again)

    def test_revoked_once_with_a_reason_before_the_vote(self, booth):
        booth.nominated()
        note = {"actor": booth.head, "election": booth.election, "reason": "外出"}
        row = proxies.proxy_note(giver=11, holder=20, **note)
        other = proxies.proxy_note(giver=12, holder=19, **note)
        run, words = proxies.proxy_revoke, {"actor": booth.head, "proxy": row}
        refused("why", run, why=" ", **words)
        with pytest.raises((Refused, NotFound)):
            run(actor=booth.world.chair, proxy=row, why="换人")
        run(why="提前回来了", **words)
        with pytest.raises(TransitionRefused):
            run(why="再来", **words)
        assert proxies.proxy_note(giver=11, holder=18, **note)
        booth.meet()
        booth.open()
        with pytest.raises(TransitionRefused):
            run(actor=booth.head, proxy=other, why="回来了")
