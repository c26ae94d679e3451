"""The courtyard of 东风巷14号 (S28): once finished from end to end, and once at every stop."""

from datetime import timedelta

from committees.models import Minutes
from committees.services import meetings, minutes, motions, recusals, resolutions, votes
from portal.kernel import clock
from portal.models import User
from portal.services.files import picture_process
from resident_affairs.services import closing, following, messages, triage
from workstations.demo.place import Place, key
from workstations.demo.plans import CANTEEN, GREEN, LAMPS, PARKING, Plan
from workstations.models import Task
from workstations.services import assigning, executing, extensions

LANE = "东风巷14号院"
WORDS = (
    "东风巷14号院中间的院坝荒了七八年，杂草齐膝，一下雨就积水，夏天蚊子多。"
    "院里多是老人，想有个干净地方坐坐。大家愿意出力，也愿意凑一点钱，想请社区牵个头。"
)
PUDDLE = "上次下雨，院坝东头的排水口又堵了，水漫到一楼门口，老人出门要绕道。请来看看。"
LINES = "过道里拉满晾衣绳，低处挂着湿被子，老人和孩子要弯腰过，能不能定个规矩，另找地方晾。"


def _later(**delta):
    clock.advance(**delta)


def _motion(place: Place, issue, title: str, plan: Plan):
    issue.refresh_from_db()
    return motions.motion_raise_from_issue(
        actor=place.cast.members[2],
        committee=place.committee,
        issue=issue,
        title=title,
        text=plan.text,
        reason=plan.reason,
        submit_key=key("motion", issue.pk),
        actions=plan.drafts(clock.today()),
    )


def _issue(place: Place, title: str, words: str = WORDS, photos=True):
    uploads = [place.photo("before", 3), place.photo("before", 8)] if photos else []
    issue = place.file_text(
        "env-green",
        title,
        words,
        reporter=place.cast.residents[0],
        place=LANE,
        building=LANE,
        group=place.group,
        uploads=uploads,
    )
    _develop(issue)
    return issue


def _develop(issue) -> None:
    for row in issue.photos.all():
        picture_process(row.picture_id)


def finished(place: Place) -> None:
    """From the report to the published result."""
    issue = _issue(place, f"{LANE}坝荒了，想种点花")
    _later(hours=5)
    triage.issue_accept(actor=place.cast.chair, issue=issue)
    for neighbour in place.cast.residents[1:5]:
        following.issue_support(actor=neighbour, issue=issue)
    triage.issue_refer(actor=place.cast.chair, issue=issue, remark="关系全院，请委员会商量。")
    _later(days=1)
    motion = _motion(place, issue, f"整治绿化{LANE}坝", GREEN)
    meeting = place.meeting(f"{LANE}坝整治议事会", 5, [motion])
    meeting = meetings.meeting_notify(actor=place.cast.chair, meeting=meeting)
    _later(days=5)
    meeting = meetings.meeting_open(actor=place.cast.chair, meeting=meeting)
    place.gather(meeting, absent=0)
    notes = (
        (place.cast.members[2].name, "走访了三十六户，都赞成，老人希望留出晒太阳的地方。"),
        (place.cast.members[4].name, "排水口先疏通，不然花台会泡水。"),
        (place.cast.members[5].name, "钱不够怎么办？建议先做清理和花台，石凳看筹款。"),
    )
    motion.refresh_from_db()
    choices = ("for", "for", "for", "for", "for", "against", "abstain")
    place.decide(meeting, motion, choices, notes)
    meetings.meeting_end(actor=place.cast.chair, meeting=meeting)
    _keep(place, meeting)
    motion.refresh_from_db()
    resolution = motion.resolution
    resolutions.resolution_publish(actor=place.cast.chair, resolution=resolution)
    _execute(place, resolution)
    _later(days=1)
    issue.refresh_from_db()
    closing.issue_rate(
        actor=place.cast.residents[0],
        issue=issue,
        score=5,
        is_solved=True,
        words="院坝变样了，晚上大家都愿意下来坐坐。谢谢小李他们！",
    )
    resolution.refresh_from_db()
    resolutions.resolution_publish_result(actor=place.cast.chair, resolution=resolution)


def _keep(place: Place, meeting) -> None:
    """The minutes go round, one member corrects a figure, all who were there sign."""
    paper = Minutes.objects.get(meeting=meeting)
    chair, member = place.cast.chair, place.cast.members[4]
    paper = minutes.minutes_revise(
        actor=chair, minutes=paper, summary="到会委员发言踊跃，一致同意先清理、后绿化。"
    )
    paper = minutes.minutes_circulate(actor=chair, minutes=paper)
    asked = minutes.amendment_propose(
        actor=member,
        minutes=paper,
        text="我说的是先疏通排水口，再砌花台，请写清先后。",
        submit_key=key("amendment", paper.pk),
    )
    minutes.amendment_decide(actor=chair, minutes=paper, pk=asked.pk, is_accepted=True)
    for user in User.objects.filter(pk__in=paper.present):
        minutes.minutes_sign(actor=user, minutes=paper)
    minutes.minutes_lock(actor=chair, minutes=paper)


def _execute(place: Place, resolution) -> None:
    for number, opened in enumerate(Task.objects.filter(action_item__resolution=resolution)):
        _later(hours=3)
        task = place.give(opened, place.cast.staff[number % 2])
        _later(days=2)
        working = place.work(
            task, "已到现场丈量，和居民说好周六一起动手。", 30, place.photo("during", 3 + number)
        )
        _later(days=3)
        delivered = place.deliver(working, "做完了，请委员到现场看。", 3 + number)
        _later(hours=20)
        place.verify(delivered)


def at_every_stop(place: Place) -> None:
    """One affair waiting for each role, so that nobody lands on an empty page."""
    _waits_for_triage(place)
    _waits_for_committee(place)
    _waits_for_station(place)
    _waits_for_others(place)


def _waits_for_triage(place: Place) -> None:
    _issue(place, f"{LANE}又积水了", PUDDLE)
    place.file(7, reporter=place.cast.residents[1])
    asked = place.file(3, reporter=place.cast.residents[0])
    triage.issue_accept(actor=place.cast.head, issue=asked)
    messages.message_post(
        actor=place.cast.head,
        issue=asked,
        body="请问是哪一层的灯不亮？方便的话拍张照片。",
        submit_key=key("ask", asked.pk),
        asks_resident=True,
    )
    if place.cast.leader:
        place.file_text(
            "safe-fire",
            "二楼过道堆满纸箱",
            "二楼过道堆满纸箱和旧家具，张奶奶托我代报。",
            reporter=place.cast.leader,
            group=place.group,
            for_other=True,
            reporter_name="张奶奶",
            reporter_phone="13888880000",
        )


def _waits_for_committee(place: Place) -> None:
    chair = place.cast.chair
    waiting = _issue(place, f"{LANE}晾衣绳占了过道", LINES, photos=False)
    triage.issue_refer(actor=chair, issue=waiting)
    major = motions.motion_propose(
        actor=place.cast.members[3],
        committee=place.committee,
        title="建立老年助餐点",
        text=CANTEEN.text,
        reason=CANTEEN.reason,
        is_major=True,
        submit_key=key("canteen", place.community.code),
        actions=CANTEEN.drafts(clock.today()),
    )
    motions.motion_send_to_party_study(actor=chair, motion=major)
    parking = place.file(16, reporter=place.cast.residents[2])
    triage.issue_refer(actor=chair, issue=parking)
    planned = _motion(place, parking, "划定车位、保通消防通道", PARKING)
    _minutes_to_sign(place, planned)
    later = place.meeting("下周议事会", 6, [planned])
    meetings.meeting_notify(actor=chair, meeting=later)
    _meeting_in_session(place)


def _minutes_to_sign(place: Place, motion) -> None:
    """A meeting that talked without deciding; its minutes go round, only the chair has signed."""
    chair = place.cast.chair
    meeting = place.meeting("本周例会", 0.01, [motion])
    why = "周三停电，例会改到今天。"
    meeting = meetings.meeting_notify(actor=chair, meeting=meeting, reason=why)
    _later(minutes=20)
    meeting = meetings.meeting_open(actor=chair, meeting=meeting)
    place.gather(meeting)
    motion.refresh_from_db()
    motions.motion_debate(actor=chair, motion=motion)
    _later(minutes=40)
    meetings.meeting_end(actor=chair, meeting=meeting)
    paper = minutes.minutes_circulate(actor=chair, minutes=Minutes.objects.get(meeting=meeting))
    minutes.minutes_sign(actor=chair, minutes=paper)
    motion.refresh_from_db()


def _meeting_in_session(place: Place) -> None:
    """A meeting is going on and a vote is open; one member stands aside, the listed one has not
    voted yet."""
    chair = place.cast.chair
    lamp = place.file_text(
        "build-shared",
        f"{LANE}装路灯和石桌",
        "院坝做好了，晚上太黑，想加两盏灯和一张石桌。",
        reporter=place.cast.residents[0],
        place=LANE,
    )
    triage.issue_refer(actor=chair, issue=lamp)
    motion = _motion(place, lamp, f"{LANE}装路灯和石桌", LAMPS)
    meeting = place.meeting("今日议事会", 0.01, [motion])
    why = "院里老人摔了一跤，路灯的事等不到下周。"
    meeting = meetings.meeting_notify(actor=chair, meeting=meeting, reason=why)
    _later(minutes=20)
    meeting = meetings.meeting_open(actor=chair, meeting=meeting)
    place.gather(meeting)
    motion.refresh_from_db()
    motion = motions.motion_debate(actor=chair, motion=motion)
    why = "石桌要向我弟弟的石材店买，我不参加这一项表决。"
    recusals.recusal_declare(actor=place.cast.members[5], motion=motion, reason=why)
    event = votes.vote_open(actor=chair, motion=motion)
    for user in place.cast.members[3:5]:
        votes.vote_cast(actor=user, event_id=event.pk, choice="for")


def _waits_for_station(place: Place) -> None:
    staff = place.cast.staff[0]
    place.to_station(place.file(0))
    assigning.task_assign(
        actor=place.cast.head, task=place.to_station(place.file(1)), assignee=staff
    )
    working = place.give(place.to_station(place.file(5)), staff)
    place.work(working, "已联系管网单位，明天带料来换。", 40, place.photo("before", 21), "before")
    place.develop(working)
    blocked = place.give(place.to_station(place.file(13)), staff)
    executing.task_block(actor=staff, task=blocked, remark="住户出差，要等周末才能开门。")
    asking = place.give(place.to_station(place.file(8)), staff)
    extensions.extension_ask(
        actor=staff,
        task=asking,
        new_due_on=clock.today() + timedelta(days=20),
        reason="要等业主委员会定下搬运时间。",
    )
    place.deliver(place.give(place.to_station(place.file(9)), staff), "飞线已拆，贴了提示。", 31)


def _waits_for_others(place: Place) -> None:
    done = place.file(2, reporter=place.cast.residents[0])
    task = place.deliver(place.give(place.to_station(done)), "除草翻土，已种上花。", 12)
    _later(hours=4)
    place.verify(task)
    up = place.file(4, reporter=place.cast.residents[3])
    triage.issue_escalate(
        actor=place.cast.chair, issue=up, remark="路面属市政道路，社区无权开挖，请街道协调。"
    )


def overdue(place: Place) -> list:
    """Begun long ago and never finished: what an official urges. Returns the tasks."""
    return [place.give(place.to_station(place.file(kind))) for kind in (6, 14)]
