"""The demo's wider meetings: representatives who decided, residents who demand, a notice out."""

from datetime import datetime, timedelta

from committees.models import Meeting, MeetingKind, VoteMethod
from committees.services import (
    amendments,
    attendance,
    demands,
    meetings,
    motions,
    resolutions,
    tellers,
    votes,
)
from portal.kernel import clock
from workstations.demo.place import Place, key

CHARGING = (
    "电动自行车充电棚怎么收费",
    "充电按度计价，每度不高于一元；夜间十一点后半价；收支每季度公示一次。",
    "充电按度计价，每度不高于九角；夜间十一点后半价；收支每月公示一次。",
)


def all_of(place: Place, now: datetime) -> None:
    """A representatives' meeting three weeks ago, a demand half way, a residents' meeting ahead."""
    with clock.at(now - timedelta(days=24)):
        meeting, motion = _noticed(place)
    with clock.at(now - timedelta(days=20)):
        _decided(place, meeting, motion)
    with clock.at(now - timedelta(days=6)):
        _demanded(place)
    with clock.at(now - timedelta(days=1)):
        _ahead(place)


def _convene(place: Place, kind: str, title: str, in_days: float, motion, **sitting) -> Meeting:
    return meetings.meeting_convene(
        actor=place.cast.chair,
        committee=place.committee,
        title=title,
        starts_at=clock.now() + timedelta(days=in_days),
        place=f"{place.community.short_name}活动中心",
        submit_key=key("assembly", place.community.code, title),
        motions=(motion,),
        sitting=meetings.Sitting(kind=kind, **sitting),
    )


def _motion(place: Place, title: str, text: str, reason: str, *, reserved: bool = False):
    return motions.motion_propose(
        actor=place.cast.vice,
        committee=place.committee,
        title=title,
        text=text,
        reason=reason,
        is_reserved=reserved,
        submit_key=key("assembly motion", place.community.code, title),
    )


def _noticed(place: Place):
    title, text, _better = CHARGING
    motion = _motion(place, title, text, "棚子建好了，收费关系到每一户。")
    kind = MeetingKind.REPRESENTATIVES
    meeting = _convene(place, kind, "居民代表会议（年中）", 4, motion)
    return meetings.meeting_notify(actor=place.cast.chair, meeting=meeting), motion


def _decided(place: Place, meeting: Meeting, motion) -> None:
    """Most come; an amendment is adopted first, then the motion; both by counted hands."""
    chair = place.cast.chair
    meeting = meetings.meeting_open(actor=chair, meeting=meeting)
    roll = list(meeting.participants.filter(has_vote=True).order_by("id"))
    there = roll[: len(roll) - 8]
    for row in there:
        attendance.attendance_note(
            actor=chair, meeting=meeting, participant=row, presence="present"
        )
    motion = motions.motion_debate(actor=chair, motion=motion)
    change = amendments.amendment_to_motion(
        actor=there[0].user,
        motion=motion,
        text=CHARGING[2],
        reason="九角够成本，账每个月都该看得见。",
        submit_key=key("amendment", motion.pk),
    )
    _counted(place, motion, len(there), against=6, amendment=change)
    motion.refresh_from_db()
    _counted(place, motion, len(there), against=3)
    meetings.meeting_end(actor=chair, meeting=meeting)
    motion.refresh_from_db()
    resolutions.resolution_publish(actor=chair, resolution=motion.resolution)


def _counted(place: Place, motion, present: int, *, against: int, amendment=None) -> None:
    chair = place.cast.chair
    words = {"method": VoteMethod.COUNTED, "amendment": amendment}
    event = votes.vote_open(actor=chair, motion=motion, **words)
    figures = {"votes_for": present - against - 2, "against": against, "abstain": 2}
    for teller in place.cast.members[2:4]:
        tellers.count_enter(actor=teller, event_id=event.pk, **figures)
    votes.vote_close(actor=chair, event_id=event.pk)


def _demanded(place: Place) -> None:
    """A third of thirty-six representatives would do; seven have signed."""
    starter = place.cast.residents[1]
    demand = demands.demand_start(
        actor=starter,
        community=place.community,
        kind=MeetingKind.RESIDENTS,
        title="开居民会议，商量巷内机动车单行",
        reasons="早晚两头堵，老人小孩过巷子不安全。想请大家一起定一个办法。",
        submit_key=key("demand", place.community.code),
    )
    for neighbour in place.cast.residents[2:8]:
        demands.demand_sign(actor=neighbour, demand=demand)


def _ahead(place: Place) -> None:
    """The residents' meeting on the covenant, its notice out eleven days before."""
    motion = _motion(
        place,
        "修订居民公约：文明养犬",
        "遛犬系绳，及时清理；楼道不放犬笼；违反的由楼栋长劝导，三次不改的在公示栏提醒。",
        "去年有二十多件诉求和养犬有关。",
        reserved=True,
    )
    meeting = _convene(
        place,
        MeetingKind.RESIDENTS,
        "居民会议：修订居民公约",
        11,
        motion,
        composition="households",
        entitled=1640,
    )
    meetings.meeting_notify(actor=place.cast.chair, meeting=meeting)
