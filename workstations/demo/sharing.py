"""The demo's leave, hand-over and wordings: somebody is away, somebody asks, somebody leaves."""

from datetime import datetime, timedelta

from portal.kernel import clock
from resident_affairs.models import Category
from workstations.demo.place import Place, key
from workstations.models import Task, Workstation
from workstations.selectors.tasks import TaskFilter
from workstations.services.executing import task_note_progress
from workstations.services.leaves import LeaveDraft, leave_approve, leave_ask, leave_step
from workstations.services.replies import ReplyDraft, reply_keep
from workstations.services.saved_filters import filter_save
from workstations.services.work_entries import work_log

REPLIES = (
    (
        "已到现场",
        "",
        "您好，您反映的“{标题}”（{编号}）我们今天已经到现场看过，预计 {期限} 前办好。"
        "{社工站} {经办人}",
    ),
    (
        "下水已通",
        "env-drain",
        "{地点}的下水已经疏通，放水试过，没有再积水。如果下雨天又堵，请在这里告诉我们。"
        "{社工站} {经办人} {今天}",
    ),
    (
        "垃圾已清运",
        "env-garbage",
        "{地点}的垃圾今天已经清走，桶身冲洗消杀过，以后每天清两次。{社工站} {经办人}",
    ),
)
STREET_REPLY = "需要街道协调的，社工站已经按程序上报，有结果会在这里告诉您。{社区}社工站 {今天}"


def all_of(place: Place, now: datetime) -> None:
    """Asked for some days ago, running today."""
    station = Workstation.objects.select_related("community__parent").get(community=place.community)
    head, staff = place.cast.head, place.cast.staff
    with clock.at(now - timedelta(days=12)):
        _wordings(place)
        leave = _ask(station, staff[-1], "training", 2, 3)
        leave_step(actor=head, leave=leave, name="refuse", remark="正赶上消防检查，下个月再去。")
    with clock.at(now - timedelta(days=3)):
        leave = _ask(station, staff[0], "annual", 2, 5, "回老家探亲", staff[1 % len(staff)])
        leave_approve(actor=head, leave=leave, substitute=staff[1 % len(staff)])
    with clock.at(now - timedelta(days=1)):
        _ask(station, staff[-1], "sick", 6, 2, "复查", staff[0])
        _ask(station, head, "annual", 10, 5, "", staff[1 % len(staff)])
    with clock.at(now):
        _stood_in(place, staff[0], staff[1 % len(staff)])
    late = TaskFilter(status="all_open", is_overdue=True)
    filter_save(actor=head, name="超期的", wanted=late)
    filter_save(actor=head, name="等着派的", wanted=TaskFilter(status="open"))
    filter_save(actor=staff[0], name="返工的", wanted=TaskFilter(status="rework"))


def _stood_in(place: Place, absent, substitute) -> None:
    """What whoever stands in did this morning on the most urgent task of the one who is away."""
    rows = Task.objects.filter(assignee=absent, community=place.community, status="in_progress")
    task = rows.order_by("due_at", "id").first()
    if task is None:
        return
    words = {"submit_key": key("stood-in-note", task.pk), "percent": max(task.percent, 60)}
    text = "替同事到现场看过，材料已经备齐，明天上午动工。"
    task_note_progress(actor=substitute, task=task, text=text, **words)
    words = {"on": clock.today(), "minutes": 45, "fen": 0, "words": "到现场、备料"}
    work_log(actor=substitute, task=task, submit_key=key("stood-in-work", task.pk), **words)


def _ask(station, person, kind, start, days, reason="", substitute=None):
    first = clock.today() + timedelta(days=start)
    draft = LeaveDraft(
        user=person,
        kind=kind,
        starts_on=first,
        ends_on=first + timedelta(days=days - 1),
        reason=reason,
        substitute=substitute,
    )
    words = {"draft": draft, "submit_key": key("leave", person.pk, start)}
    return leave_ask(actor=person, station=station, **words)


def _wordings(place: Place) -> None:
    for title, code, text in REPLIES:
        category = Category.objects.get(code=code) if code else None
        draft = ReplyDraft(title=title, text=text, category=category)
        reply_keep(actor=place.cast.head, place=place.community, draft=draft)
    street = place.community.parent
    draft = ReplyDraft(title="已上报街道", text=STREET_REPLY)
    reply_keep(actor=place.cast.street, place=street, draft=draft)
