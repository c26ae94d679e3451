"""The demo's motion that representatives decided by sealed ballots, three weeks after the first."""

import random
from datetime import datetime, timedelta

from committees import sealing
from committees.models import Meeting, MeetingKind, Motion, SealedVote, VoteMethod
from committees.services import (
    attendance,
    meetings,
    motions,
    resolutions,
    sealed,
    sealed_casting,
    sealed_drafts,
    sealed_opening,
    sealed_roll,
    votes,
)
from portal.kernel import clock
from workstations.demo.place import Place, key
from workstations.demo.sealed import TRUSTEES, demo_seed

TITLE = "更换物业服务企业"
TEXT = "不再续聘现在的物业服务企业，由居委会组织公开比选，三个月内把比选结果报居民代表会议。"
REASON = "卫生和门岗多次整改没有改进；有的代表和企业员工是亲戚，要求无记名表决。"
THERE, AGAINST, ABSTAIN = 31, 7, 2


def all_of(place: Place, now: datetime) -> None:
    """Noticed, its box prepared, voted on in the meeting, opened, closed, published."""
    starts = now - timedelta(days=9)
    with clock.at(starts - timedelta(days=5)):
        motion, meeting = _noticed(place, starts)
        box = _prepared(place, motion, starts)
    with clock.at(starts):
        event = _begun(place, meeting, motion)
    _voted(place, box, starts)
    with clock.at(box.closes_at + timedelta(minutes=30)):
        _opened(place, SealedVote.objects.get(pk=box.pk))
        votes.vote_close(actor=place.cast.chair, event_id=event.pk)
        meetings.meeting_end(actor=place.cast.chair, meeting=meeting)
        motion = Motion.objects.get(pk=motion.pk)
        resolutions.resolution_publish(actor=place.cast.chair, resolution=motion.resolution)


def _noticed(place: Place, starts: datetime) -> tuple[Motion, Meeting]:
    motion = motions.motion_propose(
        actor=place.cast.vice,
        committee=place.committee,
        title=TITLE,
        text=TEXT,
        reason=REASON,
        submit_key=key("secret motion", place.community.code),
    )
    meeting = meetings.meeting_convene(
        actor=place.cast.chair,
        committee=place.committee,
        title="居民代表会议（物业）",
        starts_at=starts,
        place=f"{place.community.short_name}活动中心",
        submit_key=key("secret meeting", place.community.code),
        motions=(motion,),
        sitting=meetings.Sitting(kind=MeetingKind.REPRESENTATIVES),
    )
    meeting = meetings.meeting_notify(actor=place.cast.chair, meeting=meeting)
    return Motion.objects.get(pk=motion.pk), meeting


def _prepared(place: Place, motion: Motion, starts: datetime) -> SealedVote:
    draft = sealed_drafts.SealedDraft(
        kind="representatives",
        title=TITLE,
        questions=[],
        opens_at=starts,
        closes_at=starts + timedelta(hours=1, minutes=30),
        motion=motion,
    )
    words = {"draft": draft, "submit_key": key("secret box", place.community.code)}
    chair = {"actor": place.cast.chair}
    box = sealed_drafts.sealed_draft(community=place.community, **words, **chair)
    box = sealed_roll.roll_freeze(vote=box, **chair)
    public = sealing.public_of(demo_seed())
    trustees = [{"name": name, "office": office} for name, office in TRUSTEES]
    secret = sealed.trial_secret(box, public).hex()
    given = {"public_key": public, "trustees": trustees, "trial_opened": secret}
    return sealed.key_set(vote=box, **given, **chair)


def _begun(place: Place, meeting: Meeting, motion: Motion):
    chair = place.cast.chair
    meeting = meetings.meeting_open(actor=chair, meeting=meeting)
    roll = meeting.participants.filter(has_vote=True).order_by("id")
    for row in roll[:THERE]:
        words = {"participant": row, "presence": "present"}
        attendance.attendance_note(actor=chair, meeting=meeting, **words)
    motion = motions.motion_debate(actor=chair, motion=motion)
    return votes.vote_open(actor=chair, motion=motion, method=VoteMethod.SEALED)


def _voted(place: Place, box: SealedVote, starts: datetime) -> None:
    """Who has an account on the phone, the others on paper at the table by the door."""
    box = SealedVote.objects.get(pk=box.pk)
    here = box.entries.filter(participant__presence="present").select_related("user")
    chance, info = random.Random(TITLE), sealed.info_of(box)  # noqa: S311 - stories need no secrets
    for number, entry in enumerate(here.order_by("id")):
        with clock.at(starts + timedelta(minutes=number + 2)):
            if entry.user is None:
                for person in (place.cast.chair, place.cast.vice):
                    words = {"vote_id": box.pk, "entry_id": entry.pk}
                    sealed_casting.paper_note(actor=person, **words)
                continue
            choice = [[chance.choice([0, 0, 0, 1])]]
            sealed_casting.ballot_cast(
                actor=entry.user,
                vote_id=box.pk,
                ciphertext=sealing.seal(sealing.ballot_pack(choice), box.public_key, info),
                submit_key=key("secret ballot", entry.pk),
            )
    with clock.at(box.closes_at):
        sealed.vote_close(actor=place.cast.chair, vote=box)


def _opened(place: Place, box: SealedVote) -> None:
    """Three trustees open it, two people bring the same; the paper ballots are counted beside."""
    export = sealed_opening.ballots_export(actor=place.cast.chair, vote=box)
    opened = sealing.ballots_open(export, demo_seed())
    paper = sealed_opening.paper_ballots(box)
    against = min(AGAINST, paper)
    counts = [[paper - against - min(ABSTAIN, paper - against), against]] if paper else []
    if counts:
        counts[0].append(paper - sum(counts[0]))
    for person in (place.cast.chair, place.cast.vice):
        sealed_opening.opened_import(actor=person, vote=box, opened=opened, paper=counts)
