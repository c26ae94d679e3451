"""The demo's supervision: cases at several stops, petitions, a visit; and who does it."""

from datetime import datetime, timedelta

from portal.kernel import clock
from portal.models import Division, Role
from workstations.demo.people import Crowd
from workstations.demo.place import Place, key
from workstations.models import SupervisionOrder
from workstations.services import case_steps as step
from workstations.services import cases as write
from workstations.services import petitions as ask
from workstations.services.inspections import Line, inspection_record
from workstations.services.opening import task_open_from_order

PEOPLE = (
    ("inspector", "严正", Role.DISCIPLINE_INSPECTOR),
    ("petition", "方敏", Role.PETITION_OFFICER),
    ("auditor", "计平", Role.AUDITOR),
)
LINES = (
    ("走访台账", "bad", "三月第二周起没有记"),
    ("值班记录", "good", ""),
    ("一次性告知单", "good", "窗口有，新版"),
    ("意见箱", "skipped", ""),
)


def people_make(crowd: Crowd, district: Division) -> None:
    """An inspector, a petition officer and an auditor of the district, in the table."""
    for username, name, role in PEOPLE:
        crowd.hold(crowd.person(username, name), role, district, listed=True)


def all_of(place: Place, crowd: Crowd, now: datetime) -> None:
    """Everything on one community's stage."""
    inspector, office = crowd.person("inspector"), crowd.person("petition")
    visit = _visit(place, now - timedelta(days=46))
    _closed(place, inspector, visit, now - timedelta(days=45))
    _rectifying(place, inspector, now - timedelta(days=20))
    _to_explain(place, inspector, now - timedelta(days=3))
    _fresh(place, now)
    _petitions(place, office, now)


def _visit(place: Place, moment: datetime):
    with clock.at(moment):
        return inspection_record(
            actor=place.cast.street,
            community=place.community,
            title="社工站一季度工作检查",
            visited_on=clock.today(),
            lines=[Line(*words) for words in LINES],
            summary="窗口秩序好，走访台账有缺。",
            submit_key=key("inspection", place.community.code),
        )


def _opened(actor, place: Place, title: str, source: str, **more):
    words = {"community": place.community, "body": "station", "title": title, "source": source}
    draft = write.CaseDraft(**(words | more))
    return write.case_open(actor=actor, draft=draft, submit_key=key("case", title))


class _Case:
    """One case and the officer who has it."""

    def __init__(self, actor, case, place: Place):
        self.actor, self.case, self.place = actor, case, place

    def told(self, notice: str, accused=()) -> None:
        """Accepted, and the other side told."""
        self.case = step.case_step(actor=self.actor, case=self.case, name="accept")
        self.case = step.case_notify(
            actor=self.actor,
            case=self.case,
            title=self.case.title,
            notice=notice,
            explain_by=clock.today() + timedelta(days=7),
            accused=list(accused),
        )

    def explained(self, words: str) -> None:
        """The head answers."""
        self.case = step.case_explain(actor=self.place.cast.head, case=self.case, words=words)

    def ordered(self, finding: str, title: str, text: str, days: int) -> None:
        """Upheld, and to be put right."""
        given = {"is_upheld": True, "text": finding, "basis": "社工站工作制度（演示）第九条"}
        self.case = step.case_find(actor=self.actor, case=self.case, **given)
        due_on = clock.today() + timedelta(days=days)
        words = {"title": title, "text": text, "due_on": due_on}
        self.case = step.case_order(actor=self.actor, case=self.case, **words)

    def finish(self) -> None:
        """Reported, checked, closed."""
        words = "已逐户补记，附照片；每周五由站长核对。"
        self.case = step.case_report(actor=self.place.cast.head, case=self.case, words=words)
        for name, remark in (("check", "抽查八户，属实。"), ("close", "整改到位，结案。")):
            self.case = step.case_step(actor=self.actor, case=self.case, name=name, remark=remark)


def _closed(place: Place, inspector, visit, begin: datetime) -> None:
    with clock.at(begin):
        made = _opened(inspector, place, "走访台账缺记", "inspection", inspection=visit)
        case = _Case(inspector, made, place)
        case.told("检查时看到三月第二周起没有走访台账，请说明原因。")
    with clock.at(begin + timedelta(days=3)):
        case.explained("两名社工轮休，接手的人不熟，漏记了三周，走访是做了的。")
    with clock.at(begin + timedelta(days=6)):
        case.ordered(
            "漏记三周，属实；走访本身有照片可证。", "补齐走访台账", "逐户补记，附照片。", 20
        )
    with clock.at(begin + timedelta(days=18)):
        case.finish()


def _rectifying(place: Place, inspector, begin: datetime) -> None:
    with clock.at(begin):
        words = {"summary": "12345 转来两件，都说窗口中午没有人。"}
        made = _opened(inspector, place, "午间值班", "hotline", **words)
        case = _Case(inspector, made, place)
        case.told("请说明午间值班的安排，并附三月的值班表。")
    with clock.at(begin + timedelta(days=4)):
        case.explained("排了班，三月有四天没有到岗。")
    with clock.at(begin + timedelta(days=7)):
        case.ordered("四天无人值班，属实。", "补上午间值班", "贴出值班表，换班要有人接。", 25)
        order = SupervisionOrder.objects.get(rectification__case=case.case)
        place.give(task_open_from_order(actor=place.cast.head, order=order))


def _to_explain(place: Place, inspector, begin: datetime) -> None:
    with clock.at(begin):
        made = write.complaint_file(
            actor=place.cast.residents[3],
            community=place.community,
            body="station",
            text="上周二下午四点，办事窗口有人收了住户送的水果，我在旁边排队看见的。",
            submit_key=key("complaint", place.community.code),
        )
        case = _Case(inspector, made, place)
    with clock.at(begin + timedelta(days=1)):
        case.told("请说明窗口人员是否收受过住户的物品，以及站里的规定。")


def _fresh(place: Place, now: datetime) -> None:
    with clock.at(now - timedelta(days=2)):
        words = {"summary": "检查门牌更新时发现三栋没有换。"}
        _opened(place.cast.street, place, "楼栋公示牌未更新", "inspection", **words)


def _petitions(place: Place, office, now: datetime) -> None:
    resident, street = place.cast.residents[0], place.cast.street

    def filed(days: int, title: str, text: str, actor=resident):
        with clock.at(now - timedelta(days=days)):
            words = {"community": place.community, "kind": "claim", "title": title, "text": text}
            draft = ask.PetitionDraft(**words)
            given = {"draft": draft, "submit_key": key("petition", title)}
            return ask.petition_file(actor=actor, **given)

    filed(2, "占地补偿没有到账", "去年修路占了门口的地，补偿款一直没有到账，请核实。")
    waits = filed(12, "加装电梯补贴", "本单元加装电梯已验收，补贴申请交了两个月没有回音。")
    done = filed(30, "退休证明盖章", "办退休要的证明，三个窗口互相推。", place.cast.residents[1])
    with clock.at(now - timedelta(days=4)):
        ask.petition_step(actor=office, petition=waits, name="transfer")
    with clock.at(now - timedelta(days=25)):
        done = ask.petition_step(actor=office, petition=done, name="transfer")
    with clock.at(now - timedelta(days=24)):
        done = ask.petition_step(actor=street, petition=done, name="acknowledge")
    with clock.at(now - timedelta(days=9)):
        text = "该证明由街道党群服务中心 2 号窗口出具，已电话告知，当天可取。"
        ask.petition_answer(actor=street, petition=done, text=text)
    with clock.at(now - timedelta(days=5)):
        words = {"community": place.community, "kind": "claim", "channel": "visit"}
        words |= {"name": "邻里三户代表", "title": "租房押金纠纷", "text": "房东不退押金，已起诉。"}
        draft = ask.PetitionDraft(**words, delegates=3)
        given = {"draft": draft, "submit_key": key("petition", "deposit")}
        row = ask.petition_register(actor=office, **given)
        where = "已在盘龙区人民法院立案，请等判决；可到区法律援助中心咨询。"
        ask.petition_refuse(actor=office, petition=row, ground="litigation", where_to_go=where)
