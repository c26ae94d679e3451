"""What a result does by itself: seats and roles, a runoff, the end of a seat (§19–20, §24–25)."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from committees.election_tally import REMOVED, RUNOFF, VOID
from committees.models import (
    Candidate,
    Committee,
    Election,
    ElectionKind,
    ElectionOfficer,
    Ground,
    SeatedBy,
)
from committees.services.bodies import chain_of, committee_open, member_seat, member_unseat
from committees.services.election_counts import turnout_fact
from committees.services.elections import election_store
from committees.services.roll_places import places_release
from committees.workflows.elections import RUN, ElectionStatus
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import DomainError, RuleViolated
from portal.services.transitions import subject_lock, transition_apply

LATEST_RUNOFF = timedelta(days=60)


def elected_of(election: Election) -> list[Candidate]:
    """Whom the result elects: the chair's post first, within a post by votes."""
    keys = [pk for tally in _tallies(election).values() for pk in tally["elected"]]
    rows = Candidate.objects.filter(pk__in=keys).select_related("post", "user")
    return sorted(rows, key=lambda row: (row.post.position, keys.index(row.pk)))


def _tallies(election: Election) -> Mapping:
    result = {} if election.is_recall else election.result or {}
    return {key: tally for key, tally in result.items() if key != "refused"}


def _committee(election: Election) -> Committee:
    """Whose seats they are; of a general election the new term is opened here."""
    if election.committee_id:
        return election.committee
    size = sum(post.seats for post in election.posts_in_order)
    return committee_open(
        actor=None, community=election.community, size=size, term_from=election.term_from
    )


def _seat(election: Election, committee: Committee) -> list[dict]:
    """Seat the elected; returns those whom the law keeps from the seat (near kin, another post),
    whose seats stay open."""
    in_term = election.kind == ElectionKind.BY_ELECTION or (
        election.is_runoff and election.parent.kind == ElectionKind.BY_ELECTION
    )
    how = SeatedBy.BY_ELECTION if in_term else SeatedBy.ELECTION
    refused = []
    for candidate in elected_of(election):
        if candidate.user is None:
            continue  # the guard of the step objects
        try:
            with transaction.atomic():
                member_seat(
                    actor=None,
                    committee=committee,
                    user=candidate.user,
                    seat=candidate.post.seat,
                    is_woman=candidate.is_woman,
                    valid_from=max(clock.today(), committee.term_from),
                    valid_to=committee.term_to,
                    seated_by=how,
                )
        except DomainError as error:
            refused.append({"candidate": candidate.pk, "why": str(error.message)})
    return refused


def _runoff(election: Election, committee: Committee, day: date) -> Election:
    """Another vote on the open seats by the same roll, forms and law, among the best losers."""
    again = {key: tally for key, tally in _tallies(election).items() if tally["runoff"]}
    posts = {post: again[str(post.pk)] for post in election.posts_in_order if str(post.pk) in again}
    runoff = election_store(
        Election(
            **chain_of(election.community),
            kind=ElectionKind.RUNOFF,
            form=election.form,
            title=_("%(title)s（另行选举）") % {"title": election.title[:50]},
            election_day=day,
            polling_place=election.polling_place,
            committee=committee,
            # A runoff of a runoff votes on the first one's roll.
            parent=election.parent or election,
            rules=election.rules,
            rules_hash=election.rules_hash,
            roll_published_on=election.roll_published_on,
            created_at=clock.now(),
        ),
        actor=None,
        posts={post.seat: tally["open_seats"] for post, tally in posts.items()},
    )
    stand = {post.seat: post for post in runoff.posts.all()}
    for post, tally in posts.items():
        for row in Candidate.objects.filter(pk__in=tally["runoff"]).order_by("id"):
            row.pk, row.post, row._state.adding = None, stand[post.seat], True
            row.save(force_insert=True)
    officers = election.officers.filter(left_on__isnull=True)
    ElectionOfficer.objects.bulk_create(
        ElectionOfficer(election=runoff, user_id=row.user_id, is_head=row.is_head)
        for row in officers
    )
    return transition_apply(runoff, "take_over").subject


def _runoff_day_check(election: Election, day: date | None) -> None:
    """A runoff is soon, and after the announcement."""
    today = clock.today()
    if day is None or not today <= day <= today + LATEST_RUNOFF:
        words = _("请定另行选举的日子（%(n)d 天以内）。") % {"n": LATEST_RUNOFF.days}
        raise RuleViolated(words, field="runoff_day", code="runoff_day")


@transaction.atomic
def result_announce(
    *, actor, election: Election, runoff_day: date | None = None, version=None
) -> Election:
    """Announce the result; it seats and unseats by itself, and calls the runoff it needs.

    A result announced after election day is late, in public (§19). RuleViolated on
    ``runoff_day``.
    """
    election = subject_lock(election)
    access_of(actor).require(RUN, election)
    if election.outcome == RUNOFF and election.status == ElectionStatus.COUNTED:
        _runoff_day_check(election, runoff_day)
    data = {"late": clock.today() != election.election_day, "outcome": election.outcome}
    data |= turnout_fact(election)
    changes = {"announced_at": clock.now()} | _seated(election)
    step = transition_apply(
        election, "announce", actor=actor, version=version, changes=changes, data=data
    )
    election = step.subject
    if election.is_recall and election.outcome == REMOVED:
        member_unseat(actor=None, membership=election.membership, ground=Ground.RECALL)
    if election.outcome == RUNOFF:
        _runoff(election, election.committee, runoff_day)
    places_release(election.community_id)
    return election


def _seated(election: Election) -> dict:
    """Seat the elected; the fields of the election that follow from it. It goes before the step,
    whose guards take everything back again when they object."""
    if election.status != ElectionStatus.COUNTED or election.is_recall or election.outcome == VOID:
        return {}
    committee = _committee(election)
    refused = _seat(election, committee)
    changes = {"committee": committee}
    return changes | ({"result": election.result | {"refused": refused}} if refused else {})


def election_file(*, actor, election: Election, version=None) -> Election:
    """The papers go on file once the handover is done."""
    return transition_apply(election, "file", actor=actor, version=version).subject
