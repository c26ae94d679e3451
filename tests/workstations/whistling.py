"""Short ways to bring a whistle or a referral of 明通巷 somewhere."""

from uuid import uuid4

from portal.services.files import picture_process
from resident_affairs.services import triage
from resident_affairs.services.issues import issue_file
from tests import world as worlds
from tests.workstations.conftest import photo
from workstations.services import referrals as refer
from workstations.services import whistle_calls as calls
from workstations.services import whistles as write
from workstations.services.units import unit_add, unit_member_add

TEXT = "东风巷14号楼顶私搭棚子，风大要掉，我电话 13912345678，住 3 单元 502。"


class Street:
    """Two departments with a clerk each, an enterprise, and an issue of the resident."""

    def __init__(self, world):
        self.world = world
        self.units, self.clerks = [], []
        for number, name in enumerate(("区城管局", "区消防大队")):
            unit = self.unit(name)
            clerk = worlds.person(f"clerk{number}", f"经办{number}", phone=f"1370000000{number}")
            unit_member_add(actor=None, unit=unit, user=clerk)
            world.people[f"clerk{number}"] = clerk
            self.units.append(unit)
            self.clerks.append(clerk)
        self.issue = self.file()
        self.whistle = self.referral = None

    def unit(self, name, kind="department"):
        return unit_add(actor=None, district=self.world.district, name=name, kind=kind)

    def hire(self, unit, login):
        """A clerk of another unit."""
        clerk = worlds.person(login, "外单位")
        unit_member_add(actor=None, unit=unit, user=clerk)
        return clerk

    def photographed(self):
        """A ready photo of a new issue that only those who handle it may see."""
        issue = self.file(text="有照片的事情", visibility="staff", uploads=[photo()])
        picture = issue.photos.get().picture
        picture_process(picture.pk)
        return picture

    def file(self, **words):
        given = {
            "community": self.world.mingtong,
            "category": self.world.categories["water"],
            "text": TEXT,
            "submit_key": uuid4(),
        }
        return issue_file(actor=self.world.resident, **(given | words))

    def draft(self, **words):
        given = {
            "kind": "emergency",
            "title": "楼顶棚子有掉落危险",
            "brief": "拆除楼顶松动的棚子，拉警戒线。",
            "place": "东风巷14号楼下",
            "hours": 2,
            "contact": "街道值班室 0871-6300 0001",
        }
        return write.WhistleDraft(**(given | words))

    def blow(self, source=None, units=None, actor=None, key=None, request=None, **words):
        self.whistle = write.whistle_blow(
            actor=actor or self.world.street,
            source=source or self.issue,
            draft=self.draft(**words),
            units=self.units if units is None else units,
            submit_key=key or uuid4(),
            request=request,
        )
        return self.whistle

    def call(self, number=0):
        return self.whistle.calls.order_by("id")[number]

    def arrive(self, number=0, actor=None, **words):
        call = self.call(number)
        done = calls.call_arrive(actor=actor or self.world.head, call_id=call.pk, **words)
        self.whistle.refresh_from_db()
        return done

    def report(self, number=0, actor=None, text="拆了棚子"):
        call = self.call(number)
        who = actor or self.clerks[number]
        done = calls.call_report(actor=who, call_id=call.pk, text=text)
        self.whistle.refresh_from_db()
        return done

    def score(self, number=0, actor=None, score=4, words="来得快"):
        who = actor or self.world.street
        call = self.call(number)
        done = calls.call_score(actor=who, call_id=call.pk, score=score, words=words)
        self.whistle.refresh_from_db()
        return done

    def finish(self, actor=None, outcome="棚子已拆，危险排除"):
        who = actor or self.world.street
        self.whistle = write.whistle_finish(actor=who, whistle=self.whistle, outcome=outcome)
        return self.whistle

    def to(self, state):
        """A whistle in the wanted state."""
        ROADS[state](self)
        self.whistle.refresh_from_db()
        return self.whistle

    def escalated(self):
        self.issue = triage.issue_escalate(
            actor=self.world.chair, issue=self.issue, remark="要执法"
        )
        return self.issue

    def refer(self, unit=None, actor=None, key=None, **words):
        given = {"title": "违建认定", "question": "是否违建，何时拆除？", "period": "wd10"}
        self.referral = refer.issue_refer_to(
            actor=actor or self.world.street,
            issue=self.issue,
            unit=unit or self.units[0],
            draft=refer.ReferralDraft(**(given | words)),
            submit_key=key or uuid4(),
        )
        return self.referral

    def referred(self, state="waiting"):
        """A referral in the wanted state."""
        self.escalated()
        self.refer()
        if state == "answered":
            words = {"actor": self.clerks[0], "referral": self.referral, "text": "已认定，下周拆"}
            self.referral = refer.referral_answer(**words)
        elif state == "declined":
            words = {"actor": self.clerks[0], "referral": self.referral, "text": "归住建管"}
            self.referral = refer.referral_decline(**words)
        elif state == "recalled":
            words = {"actor": self.world.street, "referral": self.referral, "reason": "另行安排"}
            self.referral = refer.referral_recall(**words)
        elif state == "ended":
            triage.issue_withdraw(actor=self.world.resident, issue=self.issue)
            self.referral.refresh_from_db()
        return self.referral


def _working(s):
    s.to("arrived")
    s.report(0)


def _done(s):
    s.to("working")
    s.finish()


def _scored(s):
    s.to("done")
    s.score(0)
    s.score(1, score=2, words="来得晚")


def _closed(s):
    s.to("scored")
    s.whistle = write.whistle_step(actor=s.world.street, whistle=s.whistle, name="close")


def _cancelled(s):
    s.blow()
    s.whistle = write.whistle_cancel(actor=s.world.street, whistle=s.whistle, reason="业主自己拆了")


def _arrived(s):
    s.blow()
    s.arrive(0)
    s.arrive(1)


def _some(s):
    s.blow()
    s.arrive(0)


ROADS = {
    "blown": lambda s: s.blow(),
    "arrived_some": _some,
    "arrived": _arrived,
    "working": _working,
    "done": _done,
    "scored": _scored,
    "closed": _closed,
    "cancelled": _cancelled,
}
