"""Cases, petitions, leave, plans, contracts, training and transfers: see :mod:`.acting`."""

from uuid import uuid4

from portal.kernel import clock
from portal.services.rules import rules_load_defaults
from tests.workstations import resting
from tests.workstations.acting import (
    DAY,
    ENTRUSTED,
    REASON,
    TASKS,
    WHISTLES,
    at,
    day,
    key,
    keyed,
)
from tests.workstations.caring import Matter, Plea
from tests.workstations.conftest import Station
from tests.workstations.hiring import Hire, School
from tests.workstations.planning import general, plan_of, station_of
from tests.workstations.transferring import WEIGHTS, Year
from workstations.models import TransferEntry
from workstations.services import plans as planning
from workstations.services import training_needs as needs
from workstations.services import transfer_money as money

# --- cases, complaints, inspections, petitions ---------------------------------------------------


def _case(road: str, **body):
    return lambda w: at(getattr(Matter(w), road)(), **body)


def _open_case(w):
    Matter(w)
    words = {"source": "inspection", "body": "station", "title": "台账不全"}
    return key(community=w.mingtong.pk, **words)


def _complain(w):
    return key(
        community=w.mingtong.pk, body="station", text="三月一日夜里，值班室没有人，打电话也没人接。"
    )


def _visit(w):
    lines = [{"item": "值班表", "result": "good"}, {"item": "台账", "result": "bad", "note": "缺"}]
    words = {"title": "例行检查", "visited_on": day(0), "summary": "总体可以", "lines": lines}
    return key(community=w.mingtong.pk, **words)


def _plea(road: str, **body):
    return lambda w: at(getattr(Plea(w), road)(), **body)


def _then(who: str, name: str, road: str, **body):
    """A petition brought somewhere, and one step further."""

    def scene(w):
        plea = Plea(w)
        getattr(plea, road)()
        return at(plea.step(w.people[who], name, remark="数目不对"), **body)

    return scene


def _petition(w, **more):
    words = {"kind": "claim", "title": "补偿款没到账", "text": "去年修路占了门口的地。"}
    return key(community=w.mingtong.pk, **words, **more)


ALL = {
    *("resident", "secretary", "chair", "vice", "member1", "member4", "head", "staff", "staff2"),
    *("street", "districter", "inspector", "petitioner", "auditor", "admin", "stranger"),
    *("donghua_street", "baita_head", "baita_chair"),
}
DESK = {"inspector"}
# What is chosen from is one's own street's: the choice is refused at its field.
ELSEWHERE = {"donghua_street": 400}


def _untaken(w):
    matter = Matter(w)
    matter.second_inspector()
    matter.notified()
    return at(matter.step("recuse", remark="是我的亲戚"))


NOTICE = {"title": "值班和台账", "notice": "请说明三月份走访台账的情况。"}
CASES = {
    "cases-create": (
        _open_case,
        {"street", "inspector", "districter"},
        {"donghua_street": 400, "petitioner": 400, "auditor": 400},
    ),
    "cases-accept": (_case("opened"), DESK | {"districter"}),
    "cases-refuse": (_case("opened", **REASON), DESK | {"districter"}),
    "cases-take": (_untaken, {"inspector2", "districter"}),
    "cases-recuse": (_case("notified", **REASON), DESK),
    "cases-reassign": (_case("notified", **REASON), {"districter"}),
    "cases-notify": (
        lambda w: at(Matter(w).accepted(), **NOTICE, explain_by=day(5), accused=["staff"]),
        DESK,
    ),
    "cases-explain": (_case("notified", words="漏记了，已经补。"), {"head"}),
    "cases-find": (_case("explained", is_upheld=True, text="缺三周", basis="制度第九条"), DESK),
    "cases-order": (
        lambda w: at(Matter(w).found(), title="补齐台账", text="逐户补记。", due_on=day(20)),
        DESK,
    ),
    "cases-report": (_case("ordered", words="补齐了"), {"head"}),
    "cases-check": (_case("reported", **REASON), DESK),
    "cases-send-back": (lambda w: at(Matter(w).reported(), words="还差两户", due_on=day(9)), DESK),
    "cases-close": (_case("checked", **REASON), DESK),
    "cases-escalate": (_case("notified", **REASON), DESK),
    "cases-notes": (
        lambda w: keyed(Matter(w).notified(), kind="note", text="问过值班员"),
        DESK,
    ),
    "cases-complaints": (_complain, ALL),
    "cases-letters": (_complain, {"petitioner", "inspector"}, ELSEWHERE),
    "inspections-create": (_visit, {"street", "inspector", "auditor"}, ELSEWHERE),
    "petitions-create": (_petition, ALL),
    "petitions-register": (
        lambda w: _petition(w, channel="letter", name="何某", delegates=1),
        {"petitioner"},
    ),
    "petitions-transfer": (_plea("filed"), {"petitioner"}),
    "petitions-refuse": (
        _plea("filed", ground="litigation", where_to_go="区法院立案窗口"),
        {"petitioner"},
    ),
    "petitions-hand-over": (_plea("filed", body="station"), {"petitioner"}),
    "petitions-dispute": (_plea("transferred", **REASON), {"street"}),
    "petitions-acknowledge": (_plea("transferred"), {"street"}),
    "petitions-ask-extension": (_plea("acknowledged", **REASON), {"street"}),
    "petitions-grant-extension": (
        _then("street", "ask_extension", "acknowledged"),
        {"petitioner", "districter"},
    ),
    "petitions-deny-extension": (
        _then("street", "ask_extension", "acknowledged", **REASON),
        {"petitioner", "districter"},
    ),
    "petitions-answer": (_plea("acknowledged", text="款项五月发放。"), {"street"}),
    "petitions-ask-review": (_plea("answered", **REASON), {"resident"}),
    "petitions-review": (
        _then("resident", "ask_review", "answered", text="维持。"),
        {"districter"},
    ),
    "petitions-ask-re-review": (_plea("reviewed", **REASON), {"resident"}),
    "petitions-re-review": (
        _then("resident", "ask_re_review", "reviewed", text="市级维持。"),
        {"petitioner"},
    ),
    "petitions-end": (_plea("re_reviewed"), {"petitioner"}),
    "petitions-withdraw": (_plea("filed", **REASON), {"resident"}),
}


# --- leave, plans, contracts, training -----------------------------------------------------------


def _leave(w):
    return key(kind="annual", starts_on=day(1), ends_on=day(3), user=w.staff.pk)


def _plan(w, **more):
    words = {"title": "楼道巡查", "duty": general().pk, "rhythm": "weekly", "weekdays": ["1"]}
    return words | {"shift": "next", "valid_from": day(0)} | more


def _paused(w):
    plan = plan_of(w)
    return at(planning.plan_step(actor=w.head, plan=plan, name="pause", remark="修路"))


def _contract(*roads, **body):
    def scene(w):
        hire = Hire(w)
        for road in roads:
            getattr(hire, road)()
        return at(hire.contract, **body)

    return scene


def _unheard(w):
    contract = Hire(w).draft()
    clock.advance(days=15)
    return at(contract, **REASON)


def _draft(w):
    hire = Hire(w)
    words = {"login": "newcomer", "post": hire.staff_post.pk, "employment": "labour"}
    return key(starts_on=day(0), ends_on="2027-03-01", **words)


def _person_signed(w):
    hire = Hire(w)
    hire.draft()
    hire.opine()
    return at(hire.sign(hire.new))


def _renew(w):
    hire = Hire(w)
    hire.expiring()
    hire.opine()
    ends = hire.contract.ends_on.replace(year=hire.contract.ends_on.year + 1)
    return keyed(hire.contract, open_ended=False, ends_on=ends.isoformat())


def _course(w):
    start = (clock.now() + 10 * DAY).isoformat()
    words = {"title": "调解实务", "organiser": "区委党校", "topic": "business", "hours": 16}
    return key(place="党校二楼", seats=30, starts_at=start, **words)


def _attended(w):
    row = School(w).approved()
    clock.advance(days=11)
    return at(row, hours=16)


def _missed(w):
    row = School(w).approved()
    clock.advance(days=11)
    return at(row)


def _need(w):
    return key(user=w.staff.pk, topic="business", words="想学调解")


def _met(w):
    words = {"user": w.staff, "topic": "business", "words": "想学调解", "submit_key": uuid4()}
    return at(needs.need_note(actor=w.head, station=station_of(w), **words))


STAFF = {
    "leaves-create": (_leave, {"head", "staff"}, {"baita_head": 400}),
    "leaves-approve": (lambda w: at(resting.asked(w), substitute=w.staff2.pk), {"head"}),
    "leaves-replace": (lambda w: at(resting.away(w), substitute=w.head.pk), {"head"}),
    "leaves-refuse": (lambda w: at(resting.asked(w), **REASON), {"head"}),
    "leaves-withdraw": (lambda w: at(resting.asked(w)), {"staff"}, {"head": 409, "staff2": 409}),
    "leaves-end": (lambda w: at(resting.away(w)), {"staff", "head"}),
    "plans-create": (lambda w: key(**_plan(w)), {"head", "baita_head"}),
    "plans-change": (lambda w: at(plan_of(w), **_plan(w, title="消防通道巡查")), {"head"}),
    "plans-pause": (lambda w: at(plan_of(w), **REASON), {"head"}),
    "plans-resume": (_paused, {"head"}),
    "plans-end": (lambda w: at(plan_of(w), **REASON), {"head"}),
    "contracts-create": (_draft, {"street"}, ELSEWHERE),
    "contracts-give-opinion": (
        _contract("draft", opinion="工作踏实", favours=True),
        {"chair", "vice"},
    ),
    "contracts-proceed": (_unheard, {"street"}),
    "contracts-decline": (_contract("draft", "opine", **REASON), {"new"}),
    "contracts-withdraw": (_contract("draft", **REASON), {"street"}),
    "contracts-sign-person": (_contract("draft", "opine"), {"new"}),
    "contracts-sign-street": (_person_signed, {"street"}),
    "contracts-renew": (_renew, {"street"}),
    "contracts-end": (
        lambda w: at(Hire(w).hired(), ground="agreed", last_day=day(0), reason="谈妥"),
        {"street"},
    ),
    "courses-create": (_course, {"street", "donghua_street"}),
    "courses-cancel": (lambda w: at(School(w).course(), **REASON), {"street"}),
    "courses-enrol": (
        lambda w: at(School(w).course()),
        {"head", "staff", "staff2", "baita_head"},
    ),
    "enrolments-approve": (lambda w: at(School(w).asked()), {"head", "street"}),
    "enrolments-refuse": (lambda w: at(School(w).asked(), **REASON), {"head", "street"}),
    "enrolments-withdraw": (lambda w: at(School(w).asked()), {"staff"}),
    "enrolments-attend": (_attended, {"street"}),
    "enrolments-miss": (_missed, {"street"}),
    "needs-create": (_need, {"head"}, {"baita_head": 400}),
    "needs-meet": (_met, {"head"}),
}


# --- transfers -----------------------------------------------------------------------------------


def _year(road: str, **body):
    def scene(w):
        year = Year(w)
        getattr(year, road)()
        return at(year.plan, **body)

    return scene


def _share(road: str, **body):
    def scene(w):
        year = Year(w)
        getattr(year, road)()
        return at(year.share, **body)

    return scene


MONEY_OF_YEAR = {
    "pool_fen": 10_000_000,
    "source": "区级预算 盘财预〔2026〕1号",
    "inputs_as_of": "2026-03-01",
    **WEIGHTS,
}


def _made(w):
    Year(w)
    return key(year=2026, **MONEY_OF_YEAR)


def _in_use(w):
    rules_load_defaults()
    year = Year(w)
    year.in_use()
    year.ground = Station(w).resolution()
    return year


def _use(w):
    year = _in_use(w)
    words = {"fen": 100_000, "payee": "园林公司", "purpose": "补种桂花"}
    return keyed(year.share, ground=f"r{year.ground.pk}", **words)


def _asked(**body):
    def scene(w):
        year = _in_use(w)
        return at(year.ask(year.ground), **body)

    return scene


def _spent(w):
    year = _in_use(w)
    use = year.ask(year.ground)
    for who in (w.chair, w.vice):
        money.use_approve(actor=who, use_id=use.pk)
    return at(TransferEntry.objects.get(kind="use"), **REASON)


TRANSFERS = {
    "transfers-create": (_made, {"districter"}),
    "transfers-compute": (_year("made", **MONEY_OF_YEAR), {"districter"}),
    "transfers-propose": (_year("made"), {"districter"}),
    "transfers-send-back": (
        _year("proposed", **REASON),
        {"districter2"},
        {"districter": 409},
    ),
    "transfers-approve": (_year("proposed"), {"districter2"}, {"districter": 409}),
    "transfers-pay-down": (_year("approved", voucher="拨-1"), {"districter"}),
    "transfer-shares-adjust": (_share("made", fen=3_000_000, reason="楼栋老旧"), {"districter"}),
    "transfer-shares-allot": (_share("paid_down", voucher="拨-2"), {"street"}),
    "transfer-shares-uses": (_use, {"head", "member1", "member4"}),
    "transfer-shares-close": (_share("in_use"), {"street"}),
    "transfer-shares-audit": (_share("closed", finding="账实相符。"), {"auditor"}),
    "transfer-uses-approve": (_asked(), {"chair", "vice"}),
    "transfer-uses-refuse": (_asked(**REASON), {"chair", "vice"}),
    "transfer-entries-reverse": (_spent, {"street"}),
}
SCENES = TASKS | WHISTLES | ENTRUSTED | CASES | STAFF | TRANSFERS
