"""Short ways to bring a contract, a course or an enrolment of 明通巷 somewhere."""

from datetime import date, timedelta
from uuid import uuid4

from portal.kernel import clock
from tests import world as worlds
from workstations import labour
from workstations.models import Contract, Workstation
from workstations.services import contract_terms as terms
from workstations.services import contracts as write
from workstations.services import training
from workstations.services.posts import post_add

DAY = timedelta(days=1)


class Hire:
    """The station's posts, a newcomer, and one contract; each method is one step by the right
    person."""

    def __init__(self, world):
        self.world = world
        self.station = Workstation.objects.select_related("community__parent").get(
            community=world.mingtong
        )
        self.staff_post = self.post("综合社工", "staff", 4)
        self.head_post = self.post("站长", "head", 1)
        self.new = worlds.person("newcomer", "新来")
        world.people["new"] = self.new
        self.contract = None

    def post(self, title, kind, planned, **words):
        given = {"actor": self.world.street, "station": self.station, "submit_key": uuid4()}
        return post_add(title=title, kind=kind, planned=planned, **(given | words))

    def draft_words(self, **words):
        start = words.get("starts_on", clock.today())
        given = {
            "post": self.staff_post,
            "user": self.new,
            "employment": "labour",
            "starts_on": start,
            "ends_on": labour.one_year_from(start),
            "probation_until": None,
        }
        return write.ContractDraft(**(given | words))

    def draft(self, actor=None, key=None, **words):
        self.contract = write.contract_draft(
            actor=actor or self.world.street,
            draft=self.draft_words(**words),
            submit_key=key or uuid4(),
        )
        return self.contract

    def opine(self, favours=True, actor=None):
        self.contract = write.contract_opine(
            actor=actor or self.world.chair,
            contract=self.contract,
            opinion="工作踏实，同意。",
            favours=favours,
        )
        return self.contract

    def sign(self, *actors):
        for actor in actors or (self.contract.user, self.world.street):
            self.contract = write.contract_sign(actor=actor, contract=self.contract)
        return self.contract

    def hired(self, **words):
        self.draft(**words)
        self.opine()
        return self.sign()

    def expiring(self, **words):
        """Hired, and brought to the queue by the days that pass."""
        self.hired(**words)
        return self.to_the_queue()

    def to_the_queue(self):
        gap = (self.contract.ends_on - clock.today()).days - 50
        clock.advance(days=gap)
        self.sweep()
        return self.contract

    def sweep(self):
        count = terms.contracts_sweep()
        self.contract.refresh_from_db()
        return count

    def renew(self, actor=None, key=None, **words):
        start = self.contract.ends_on + DAY
        given = {
            "open_ended": False,
            "ends_on": labour.one_year_from(start),
            "submit_key": key or uuid4(),
        }
        return terms.contract_renew(
            actor=actor or self.world.street, contract=self.contract, **(given | words)
        )

    def renewed(self, **words):
        """The next term signed and begun; it becomes ``contract``."""
        self.opine()
        self.contract = self.renew(**words)
        self.sign()
        clock.advance(days=(self.contract.starts_on - clock.today()).days)
        self.sweep()
        return self.contract

    def second_term(self):
        """In the queue at the end of the second fixed term."""
        self.expiring()
        self.renewed()
        return self.to_the_queue()

    def end(self, ground="agreed", last_day: date | None = None, actor=None, **words):
        given = {"reason": "双方谈妥", "last_day": last_day or clock.today()}
        self.contract = terms.contract_end(
            actor=actor or self.world.street,
            contract=self.contract,
            ground=ground,
            **(given | words),
        )
        return self.contract

    def again(self) -> Contract:
        self.contract.refresh_from_db()
        return self.contract


class School:
    """One course of the sub-district and who goes."""

    def __init__(self, world):
        self.world = world

    def draft(self, **words):
        given = {
            "title": "居民纠纷调解实务",
            "organiser": "盘龙区委党校",
            "topic": "business",
            "hours": 16,
            "place": "区委党校二楼",
            "starts_at": clock.now() + timedelta(days=10),
            "seats": 30,
        }
        return training.CourseDraft(**(given | words))

    def course(self, actor=None, key=None, **words):
        return training.course_add(
            actor=actor or self.world.street,
            subdistrict=self.world.tuodong,
            draft=self.draft(**words),
            submit_key=key or uuid4(),
        )

    def asked(self, course=None, actor=None):
        course = course or self.course()
        return training.enrolment_ask(actor=actor or self.world.staff, course_id=course.pk)

    def approved(self, **words):
        row = self.asked(**words)
        return training.enrolment_step(actor=self.world.head, enrolment=row, name="approve")

    def attended(self, hours=16, certificate="", **words):
        row = self.approved(**words)
        clock.advance(days=11)
        given = {"hours": hours, "certificate": certificate}
        return training.enrolment_attend(actor=self.world.street, enrolment=row, **given)
