"""An election taken as far as a test needs, through the services."""

from datetime import timedelta
from uuid import uuid4

import pytest

from committees.models import Election, Representative
from committees.models.candidates import NominatedBy
from committees.services import (
    candidates,
    election_counts,
    election_steps,
    elections,
    officers,
    results,
    roll_forms,
    rolls,
)
from portal.kernel import clock
from portal.kernel.errors import RuleViolated
from portal.models import User


class Booth:
    """One election of 明通巷 with five officers; ``electorate`` names on its roll."""

    def __init__(self, hall, electorate: int = 20, **plan):
        self.hall, self.world, self.size = hall, hall.world, electorate
        self.people = [self.person(f"officer{number}") for number in range(5)]
        self.plan = plan
        self.stem = "选民"
        self.election = None

    def person(self, key: str) -> User:
        return User.objects.create_user(username=f"{key}-{uuid4().hex[:6]}", name=f"选{key}")

    @property
    def head(self):
        return self.people[0]

    def drawn(self, **plan) -> elections.ElectionPlan:
        """The plan: a by-election, a general one with ``kind``."""
        given = {
            "kind": "general",
            "form": "voters",
            "title": "换届选举",
            "election_day": clock.today() + timedelta(days=30),
            "polling_place": "社区礼堂",
            "posts": {"chair": 1, "vice_chair": 1, "committee_member": 3},
            "term_from": self.hall.committee.term_to,
        }
        return elections.ElectionPlan(**(given | self.plan | plan))

    def called(self, **plan) -> Election:
        self.election = elections.election_call(
            actor=self.world.chair,
            community=self.world.mingtong,
            plan=self.drawn(**plan),
            submit_key=uuid4(),
        )
        return self.election

    def formed(self, **plan) -> Election:
        self.called(**plan)
        return self.form()

    def form(self) -> Election:
        for number, user in enumerate(self.people):
            officers.officer_add(
                actor=self.world.chair, election=self.election, user=user, is_head=number == 0
            )
        self.election = election_steps.committee_form(
            actor=self.world.chair, election=self.election
        )
        return self.election

    def voter(self, number: int, **words) -> rolls.VoterDraft:
        given = {
            "name": f"{self.stem}{number}",
            "household": f"东风巷{number}号",
            "born_on": clock.today().replace(year=1980),
            "has_rights": True,
            "willing": "desk",
        }
        return rolls.VoterDraft(**(given | words))

    def registered(self, **plan) -> Election:
        self.formed(**plan)
        return self.register()

    def register(self) -> Election:
        self.election = election_steps.registration_start(actor=self.head, election=self.election)
        drafts = [self.voter(number) for number in range(1, self.size + 1)]
        rolls.roll_import(actor=self.head, election=self.election, drafts=drafts)
        if self.election.form == "representatives":
            self.represent()
            roll_forms.roll_from_representatives(actor=self.head, election=self.election)
        if self.election.form == "households":
            numbers = range(1, self.size + 1)
            roll_forms.households_name(actor=self.head, election=self.election, numbers=numbers)
        return self.election

    def represent(self) -> None:
        Representative.objects.bulk_create(
            Representative(
                community=self.world.mingtong,
                name=f"代表{number}",
                households=30,
                valid_from=clock.today(),
                submit_key=uuid4(),
            )
            for number in range(self.size)
        )

    def published(self, **plan) -> Election:
        self.registered(**plan)
        self.election = election_steps.roll_publish(actor=self.head, election=self.election)
        return self.election

    def nominate(self, post, number: int, user=None, **words):
        given = {
            "post": post,
            "number": number,
            "nominated_by": NominatedBy.PARTY,
            "user": user or self.person(f"cand{number}"),
        }
        return candidates.candidate_nominate(
            actor=self.head, election=self.election, given=candidates.Nomination(**(given | words))
        )

    def stand(self, post, number: int, **words):
        row = self.nominate(post, number, **words)
        return candidates.candidate_check(actor=self.people[1], candidate=row, is_qualified=True)

    def nominated(self, **plan) -> Election:
        """One more candidate than seats for each post, numbers of the roll in turn."""
        self.published(**plan)
        number = 0
        for post in self.election.posts_in_order:
            for _turn in range(post.seats + 1):
                number += 1
                self.stand(post, number)
        self.election = election_steps.candidates_publish(actor=self.head, election=self.election)
        return self.election

    def voting(self, **plan) -> Election:
        self.nominated(**plan)
        self.meet()
        return self.open()

    def meet(self) -> Election:
        """The meeting is announced for the next hour, and takes place."""
        at = clock.now() + timedelta(hours=1)
        words = {"actor": self.head, "election": self.election}
        election_steps.meeting_announce(at=at, place="社区礼堂", **words)
        clock.advance(hours=2)
        self.election = Election.objects.get(pk=self.election.pk)
        self.election = election_steps.residents_meet(actor=self.head, election=self.election)
        return self.election

    def open(self) -> Election:
        clock.advance(days=(self.election.election_day - clock.today()).days)
        self.election = election_steps.voting_start(actor=self.head, election=self.election)
        return self.election

    def sheet(self, *, returned: int, votes: dict, issued=None, invalid=None):
        return election_counts.Sheet(
            issued=returned if issued is None else issued,
            returned=returned,
            invalid=invalid or {},
            votes=votes,
        )

    def counted(self, sheet) -> Election:
        for user in self.people[:2]:
            election_counts.sheet_enter(actor=user, election=self.election, sheet=sheet)
        self.election = election_counts.election_count(actor=self.head, election=self.election)
        return self.election

    def announced(self, sheet, runoff_day=None) -> Election:
        self.counted(sheet)
        self.election = results.result_announce(
            actor=self.head, election=self.election, runoff_day=runoff_day
        )
        return self.election

    def votes(self, win: int, lose: int, **posts: tuple[int, ...]) -> dict:
        """{candidate: votes}: as many as there are seats get ``win``, the rest ``lose``; another
        post's figures by its name."""
        found = {}
        for post, rows in election_counts.candidates_standing(self.election).items():
            given = posts.get(post.seat) or (win,) * post.seats + (lose,) * len(rows)
            found |= {str(row.pk): given[place] for place, row in enumerate(rows)}
        return found


def refused(field, run, *args, **words):
    """``run`` objects at ``field``."""
    with pytest.raises(RuleViolated) as caught:
        run(*args, **words)
    assert caught.value.field == field, caught.value.message
