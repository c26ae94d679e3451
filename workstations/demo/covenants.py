"""Covenants, guidance, an order to correct and a finished appraisal of the demo."""

from datetime import timedelta

from django.utils import timezone

from committees.models import CovenantVersion, OversightSeat, Resolution
from committees.services import (
    appraisals,
    attendance,
    corrections,
    meetings,
    minutes,
    minutes_sheets,
    motions,
    sign_in_sheets,
    tellers,
    votes,
)
from committees.services import covenants as write
from committees.services.reports import report_publish
from committees.services.resolutions import resolution_publish, resolution_publish_result
from portal.kernel import clock
from portal.models import User
from workstations.demo.place import Place, key

ARTICLES = (
    "一、邻里互助，见面问好，有事相帮。",
    "二、楼道不堆杂物，不拉绳晾衣，消防通道随时畅通。",
    "三、晚上十点到早上六点不喧哗，装修在工作日八点到十八点。",
    "四、出门牵好狗，随手清粪便。",
    "五、垃圾分类投放，大件垃圾先预约。",
    "六、电动车不进楼、不上楼充电。",
)
UNFAIR = "七、租户不参加居民议事，由房主代为表决。"
FAIR = "七、租户和房主一样参加居民议事，登记居住满一年的同样表决。"
CARE = "七、高龄和独居老人，由楼栋邻居轮流每周探望。"
REPORT = (
    "一年里开会十四次，通过决议二十三件，办结二十一件，两件正在办。\n"
    "惠民资金用了六万八千元，每笔都在公示栏。\n"
    "没办好的：三栋电梯加装还差四户同意，明年继续协商。"
)
MINE = "分管环境卫生。院坝绿化和晾衣架办成了；大件垃圾预约还不方便，明年改进。"
HOUSEHOLDS = 1640
VOTES = {"present": 873, "votes_for": 801, "against": 41, "abstain": 31}
# 称职, 基本称职, 不称职, 无效 of each member in turn; 34 ballots.
BALLOTS = ((29, 4, 1, 0), (26, 6, 1, 1), (27, 5, 2, 0), (16, 11, 6, 1), (30, 3, 1, 0))


def _pass(place: Place, title: str, text: str) -> Resolution:
    """A residents' meeting's resolution on the spot, published."""
    chair = place.cast.chair
    motion = motions.motion_propose(
        actor=chair,
        committee=place.committee,
        title=title,
        text=text,
        is_reserved=True,
        submit_key=key("covenant-motion", place.community.code, title),
    )
    meeting = meetings.meeting_convene(
        actor=chair,
        committee=place.committee,
        title=f"居民会议：{title}"[:60],
        starts_at=clock.now() + timedelta(days=11),
        place=f"{place.community.short_name}活动中心",
        submit_key=key("covenant-meeting", place.community.code, title),
        motions=(motion,),
        sitting=meetings.Sitting(
            kind="residents_meeting", composition="households", entitled=HOUSEHOLDS
        ),
    )
    meeting = meetings.meeting_notify(actor=chair, meeting=meeting)
    clock.advance(days=11)
    meeting = meetings.meeting_open(actor=chair, meeting=meeting)
    attendance.attendance_arrive(actor=chair, meeting=meeting, door="1-1")
    doors = [(f"户主{n}", f"{n // 12 + 2}-{n % 12 + 1}") for n in range(1, VOTES["present"])]
    sign_in_sheets.residents_sign_in(actor=chair, meeting=meeting, people=doors)
    motion.refresh_from_db()
    motions.motion_debate(actor=chair, motion=motion)
    event = votes.vote_open(actor=chair, motion=motion, method="counted")
    for teller in place.cast.members[2:4]:
        tellers.count_enter(actor=teller, event_id=event.pk, **VOTES)
    event = votes.vote_close(actor=chair, event_id=event.pk)
    meeting = meetings.meeting_end(actor=chair, meeting=meeting)
    _sign(place, meeting)
    resolution = resolution_publish(actor=chair, resolution=event.resolution)
    return resolution_publish_result(actor=chair, resolution=resolution)


def _sign(place: Place, meeting) -> None:
    """Its minutes go round, are signed by all who were there, and are final."""
    row = minutes.minutes_circulate(actor=meeting.convened_by, minutes=meeting.kept)
    for user in User.objects.filter(pk__in=row.present):
        minutes.minutes_sign(actor=user, minutes=row)
    _on_paper(place, row)
    minutes.minutes_lock(actor=meeting.convened_by, minutes=row)


def _on_paper(place: Place, row) -> None:
    """Those without an account signed on a sheet; one member entered it, another compared it."""
    first, second = place.cast.members[2:4]
    words = {"minutes": row, "people": row.unaccounted, "scans": [place.photo("after", 7)]}
    sheet = minutes_sheets.sheet_enter(actor=first, **words)
    minutes_sheets.sheet_check(actor=second, minutes=row, pk=sheet.pk, is_right=True)


def _version(place: Place, lines, reason: str, *, is_filed: bool = True) -> CovenantVersion:
    """Drafted, passed, and filed where asked."""
    chair, name = place.cast.chair, place.community.short_name
    row = write.covenant_draft(
        actor=chair,
        community=place.community,
        kind="covenant",
        title=f"{name}居民公约",
        text="\n".join(lines),
        reason=reason,
        submit_key=key("covenant", place.community.code, reason),
    )
    resolution = _pass(place, f"居民公约（{reason}）", "通过所附居民公约，报街道备案。")
    row = write.covenant_adopt(actor=chair, covenant=row, resolution=resolution)
    clock.advance(hours=20)
    row = write.covenant_submit(actor=chair, covenant=row)
    if is_filed:
        clock.advance(hours=26)
        row = write.covenant_file(actor=place.cast.street, covenant=row)
    return row


def two_versions(place: Place) -> None:
    """The lane's covenant, and its second version."""
    _version(place, ARTICLES[:5], "居民会议通过的第一版")
    clock.advance(days=6)
    lines = [*ARTICLES[:2], ARTICLES[2].replace("六点", "七点"), *ARTICLES[3:], CARE]
    _version(place, lines, "增加电动车和探望老人两条")


def corrected(place: Place) -> None:
    """Ordered to correct, and amended by the committee's own meeting."""
    row = _version(place, [*ARTICLES, UNFAIR], "居民会议通过的第一版")
    clock.advance(days=2)
    order = corrections.correction_order(
        actor=place.cast.street,
        target=row,
        article="§31",
        reason="第七条不让租户参加议事，侵犯居民的民主权利。请经居民会议改正。",
        submit_key=key("correction", place.community.code),
    )
    clock.advance(days=3)
    new = _version(place, [*ARTICLES, FAIR], "按责令改正第七条")
    corrections.correction_amend(
        actor=place.cast.chair,
        correction=order,
        answer="居民会议已改第七条，租户和房主一样议事、表决。",
        amended=new,
    )


def guided(place: Place, *, is_answered: bool) -> None:
    """A note of guidance."""
    row = corrections.guidance_give(
        actor=place.cast.street,
        community=place.community,
        title="开会前先公示议程",
        text="不少居民反映开会前不知道要议什么。建议提前三天把议程和材料贴到公示栏和门户。",
        submit_key=key("guidance", place.community.code),
    )
    if is_answered:
        clock.advance(days=1)
        corrections.guidance_answer(
            actor=place.cast.chair,
            guidance=row,
            answer="赞成。从下次会议起，议程提前三天公布；急事特别召集的，当天公布。",
        )


def appraised(place: Place) -> None:
    """This year's appraisal, counted by two of the oversight committee, with the reports."""
    chair, year = place.cast.chair, clock.today().year
    words = {"committee": place.committee, "year": year}
    name = place.community.code
    report_publish(actor=chair, text=REPORT, submit_key=key("report", name), **words)
    seat = place.committee.memberships.active().order_by("id")[2]
    report_publish(
        actor=seat.user, text=MINE, membership=seat, submit_key=key("report-own", name), **words
    )
    seats = OversightSeat.objects.active().filter(community=place.community)
    one, two = [row.user for row in seats.select_related("user").order_by("id")[:2]]
    row = appraisals.appraisal_set(
        actor=one,
        body="reps_meeting",
        held_on=clock.today() + timedelta(days=4),
        submit_key=key("appraisal", name),
        **words,
    )
    clock.advance(days=4)
    row = appraisals.appraisal_open(actor=one, appraisal=row, eligible=40, present=35, issued=35)
    lines = list(row.lines.order_by("id"))
    counts = {line.pk: BALLOTS[n % len(BALLOTS)] for n, line in enumerate(lines)}
    clock.advance(hours=1)
    appraisals.sheet_enter(actor=one, appraisal=row, collected=34, counts=counts)
    clock.advance(minutes=20)
    appraisals.sheet_enter(actor=two, appraisal=row, collected=34, counts=counts)


def all_of(stages: list[Place], now) -> None:
    """The lane's story, and the neighbours' who were ordered to correct."""
    morning = timezone.localtime(now).replace(hour=9, minute=40, second=0, microsecond=0)
    lane, neighbours = stages[:2]
    for days, story, place in (
        (50, two_versions, lane),
        (48, corrected, neighbours),
        (9, appraised, lane),
    ):
        with clock.at(morning - timedelta(days=days)):
            story(place)
    for place, is_answered in ((lane, True), (neighbours, False)):
        with clock.at(morning - timedelta(days=6)):
            guided(place, is_answered=is_answered)
