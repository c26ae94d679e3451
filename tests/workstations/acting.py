"""Every act of the API with a thing it may be done to, words that do it, and who may.

One row an act: where it goes with a body that is right, the people who may, and, of the others,
those who are refused otherwise than by 403 or 404: by a guard, or at the field they chose from.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import uuid4

from portal.kernel import clock
from tests.workstations.conftest import Station
from tests.workstations.entrusting import Deal
from tests.workstations.planning import entry, template_of
from tests.workstations.whistling import Street
from workstations.models import EntrustedAffair, Task
from workstations.services import entrusted as entrusting
from workstations.services import ledger
from workstations.services import tasks as do
from workstations.services import whistle_requests as asking
from workstations.services.templates import checklist_lay
from workstations.services.work_entries import work_log

PEOPLE = (
    *("resident", "secretary", "chair", "vice", "member1", "member4", "head", "staff", "staff2"),
    *("street", "districter", "inspector", "petitioner", "auditor", "admin", "stranger"),
    *("donghua_street", "baita_head", "baita_chair"),
)
DAY = timedelta(days=1)
COMMITTEE = {"chair", "vice", "member1", "member4"}


def day(days: int) -> str:
    """A day from now, as JSON has it."""
    return (clock.today() + days * DAY).isoformat()


@dataclass
class Scene:
    """What an act is sent to: the numbers of its address and its body."""

    where: dict = field(default_factory=dict)
    body: dict = field(default_factory=dict)


def at(row, **body) -> Scene:
    """On ``row``."""
    return Scene({"pk": row.pk}, body)


def key(**body) -> Scene:
    """Something new."""
    return Scene({}, {"submit_key": str(uuid4()), **body})


def keyed(row, **body) -> Scene:
    """Something new about ``row``."""
    return Scene({"pk": row.pk}, {"submit_key": str(uuid4()), **body})


# --- tasks ---------------------------------------------------------------------------------------


def _task(state: str, **body):
    return lambda w: at(Station(w).task_in(state), **body)


def _person(state: str, **body):
    """To 蒋涛."""
    return lambda w: at(Station(w).task_in(state), assignee=w.staff2.pk, **body)


def _work(w):
    return keyed(Station(w).task_in("in_progress"), minutes=45, fen=1200, words="疏通下水")


def _struck(w):
    task = Station(w).task_in("in_progress")
    words = {"minutes": 30, "fen": 0, "words": "写错了", "submit_key": uuid4()}
    return at(work_log(actor=w.staff, task=task, on=clock.today(), **words))


def _line(w):
    task = Station(w).task_in("in_progress")
    checklist_lay(task, template_of(w))
    line = task.checklist.order_by("position").first()
    return Scene({"pk": task.pk, "line": line.pk}, {"is_done": True})


def _pile(w):
    tasks = [Station(w).task().pk, Station(w).task_in("in_progress").pk]
    return Scene({}, {"tasks": tasks, "assignee": w.staff2.pk, "remark": "李静请假"})


def _extension(w):
    task = Station(w).task_in("in_progress")
    asked = do.extension_ask(
        actor=w.staff, task=task, new_due_on=clock.today() + 20 * DAY, reason="等材料"
    )
    return at(asked, is_granted=True)


def _ground(w):
    return at(Station(w).task(), duty=entry(w).pk)


REASON = {"remark": "理由写在这里"}
TASKS = {
    "tasks-assign": (_person("open"), {"head"}),
    "tasks-accept": (_task("assigned"), {"staff"}),
    "tasks-return": (_task("in_progress", **REASON), {"staff"}),
    "tasks-block": (_task("in_progress", **REASON), {"staff"}),
    "tasks-unblock": (_task("blocked"), {"staff"}),
    "tasks-hand-over": (_person("in_progress", **REASON), {"staff"}),
    "tasks-deliver": (_task("in_progress", **REASON), {"staff"}),
    "tasks-verify": (_task("delivered"), COMMITTEE),
    "tasks-send-back": (_task("delivered", **REASON), COMMITTEE),
    "tasks-cancel": (_task("in_progress", **REASON), {"chair", "vice"}),
    "tasks-notes": (lambda w: keyed(Station(w).task_in("in_progress"), text="挖开了"), {"staff"}),
    "tasks-extensions": (
        lambda w: at(Station(w).task_in("in_progress"), new_due_on=day(20), reason="等材料"),
        {"staff"},
    ),
    "extensions-decision": (_extension, {"head", "chair", "vice"}),
    "tasks-work": (_work, {"staff"}),
    "work-strike": (_struck, {"staff"}),
    "tasks-checklist": (_line, {"staff"}),
    "tasks-parts": (
        lambda w: at(Station(w).task_in("open"), title="东侧", weight=10, due_on=day(2)),
        {"head"},
    ),
    "tasks-ground": (_ground, {"head"}),
    "tasks-hand": (_pile, {"head"}, {"baita_head": 400}),
}


# --- whistles and referrals ----------------------------------------------------------------------


def _blow(w):
    street = Street(w)
    words = {
        "kind": "emergency",
        "title": "棚子要掉",
        "brief": "拆除棚子",
        "place": "楼下",
        "hours": 2,
    }
    return key(issue=street.issue.pk, units=[u.pk for u in street.units], **words)


def _whistle(state: str, **body):
    return lambda w: at(Street(w).to(state), **body)


def _call(state: str, **body):
    def scene(w):
        street = Street(w)
        street.to(state)
        return at(street.call(1 if state == "arrived_some" else 0), **body)

    return scene


def _ask_whistle(w):
    return key(issue=Street(w).issue.pk, kind="enforcement", words="要城管和消防一起来")


def _request(w):
    words = {"kind": "enforcement", "words": "要一起来", "submit_key": uuid4()}
    asked = asking.whistle_ask(actor=w.head, source=Street(w).issue, **words)
    return at(asked, reason="社区可以自己劝导")


def _refer(w):
    street = Street(w)
    street.escalated()
    words = {"title": "违建认定", "question": "是否违建？", "period": "wd10"}
    return key(issue=street.issue.pk, unit=street.units[0].pk, **words)


def _referral(**body):
    return lambda w: at(Street(w).referred(), **body)


SITE = {"street", "head", "staff", "staff2"}
WHISTLES = {
    "whistles-create": (_blow, {"street"}),
    "whistles-start-work": (_whistle("arrived"), {"street"}),
    "whistles-close": (_whistle("scored"), {"street"}),
    "whistles-finish": (_whistle("working", outcome="棚子已拆"), {"street"}),
    "whistles-cancel": (_whistle("blown", **REASON), {"street"}),
    "whistle-calls-arrive": (_call("arrived_some"), SITE),
    "whistle-calls-report": (_call("arrived", text="拆了棚子"), {"street", "clerk0"}),
    "whistle-calls-score": (_call("done", score=4, words="来得快"), {"street"}),
    "whistle-requests-create": (_ask_whistle, {"head", "chair"}),
    "whistle-requests-refuse": (_request, {"street"}),
    "referrals-create": (_refer, {"street"}),
    "referrals-answer": (_referral(text="已认定，下周拆"), {"clerk0"}),
    "referrals-decline": (_referral(text="归住建管"), {"clerk0"}),
    "referrals-recall": (_referral(**REASON), {"street"}),
}


# --- entrusted affairs ---------------------------------------------------------------------------


def _apply(w):
    deal = Deal(w)
    words = {
        "title": "高龄补贴年审入户",
        "legal_basis": "《老年人权益保障法》第三十三条",
        "volume": "入户 300 户",
        "powers": "查询高龄津贴系统",
        "starts_on": day(0),
        "ends_on": day(60),
        "fee_fen": 3_000_000,
    }
    return key(unit=deal.unit.pk, community=w.mingtong.pk, **words)


def _deal(road: str, *steps, **body):
    """An affair brought somewhere, then by steps of (who, name)."""

    def scene(w):
        deal = Deal(w)
        getattr(deal, road)()
        for who, name in steps:
            if name in {"deliver", "terminate"}:
                Task.objects.filter(entrusted=deal.affair).update(status="verified")
            words = {"remark": "理由"} if name == "terminate" else {}
            deal.step(w.people[who], name, **words)
        return at(deal.affair, **body)

    return scene


def _new(scene):
    """The same with a key."""

    def keyed_scene(w):
        found = scene(w)
        found.body["submit_key"] = str(uuid4())
        return found

    return keyed_scene


def _ready(w):
    deal = Deal(w)
    deal.running()
    Task.objects.filter(entrusted=deal.affair).update(status="verified")
    return at(deal.affair)


def _half_signed(w):
    deal = Deal(w)
    deal.quoted()
    return at(entrusting.agreement_sign(actor=deal.clerk, affair=deal.affair))


def _payout(**body):
    def scene(w):
        deal = Deal(w)
        deal.running()
        return at(deal.ask(), **body)

    return scene


def _entry(w):
    affair = Deal(w).funded()
    return at(affair.entries.order_by("id").first(), **REASON)


def _opined(w):
    deal = Deal(w)
    deal.apply()
    deal.step(w.street, "admit")
    affair = entrusting.opinion_give(actor=w.chair, affair=deal.affair, opinion="可以办")
    return at(affair, hours=240, fen=2_400_000)


def _first_task(w):
    words = {"title": "第一片入户", "due_on": day(20), "evidence_wanted": "登记表照片"}
    return keyed(Deal(w).funded(), **words)


def _settled(w):
    found = _deal("running", *DELIVERED, ("clerk", "accept"))(w)
    affair = EntrustedAffair.objects.get(pk=found.where["pk"])
    return at(ledger.affair_settle(actor=w.street, affair=affair, hours=12))


ADMITTED = ("street", "admit")
DELIVERED = (("head", "deliver"),)
APPROVERS = {"street", "chair", "vice"}
ENTRUSTED = {
    "entrusted-create": (_apply, {"clerk"}),
    "entrusted-admit": (_deal("apply"), {"street"}),
    "entrusted-refuse": (_deal("apply", **REASON), {"street"}),
    "entrusted-withdraw": (_deal("apply", **REASON), {"clerk"}),
    "entrusted-give-opinion": (_deal("apply", ADMITTED, opinion="可以办"), {"chair", "vice"}),
    "entrusted-quote": (_opined, {"head"}),
    "entrusted-ask-requote": (_deal("quoted", **REASON), {"clerk"}),
    "entrusted-sign-unit": (_deal("quoted"), {"clerk"}),
    "entrusted-sign-street": (_half_signed, {"street"}),
    "entrusted-record-fee": (_deal("signed", fen=2_400_000, voucher="0001"), {"street"}),
    "entrusted-tranches": (_new(_deal("running", fen=100, voucher="0002")), {"street"}),
    "entrusted-tasks": (_first_task, {"head"}),
    "entrusted-payouts": (
        _new(_deal("running", fen=100, payee="打印店", purpose="印表")),
        {"head"},
    ),
    "entrusted-deliver": (_ready, {"head"}),
    "entrusted-send-back": (_deal("running", *DELIVERED, **REASON), {"clerk"}),
    "entrusted-accept": (_deal("running", *DELIVERED), {"clerk"}),
    "entrusted-terminate": (_deal("signed", **REASON), {"street"}),
    "entrusted-settle": (_deal("running", *DELIVERED, ("clerk", "accept"), hours=12), {"street"}),
    "entrusted-exit": (_settled, {"street"}),
    "payouts-approve": (_payout(), APPROVERS),
    "payouts-refuse": (_payout(**REASON), APPROVERS),
    "ledger-reverse": (_entry, {"street"}),
}
