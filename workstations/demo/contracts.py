"""The demo's staff: posts, contracts in each stage of a year, a secondment, two courses."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from portal.kernel import clock
from portal.models import User
from workstations import labour
from workstations.demo.people import TERM_FROM, Crowd
from workstations.demo.place import Place, key
from workstations.models import Contract, Workstation
from workstations.services import contract_terms as terms
from workstations.services import contracts as write
from workstations.services import training
from workstations.services.posts import post_add
from workstations.services.profiles import profile_save
from workstations.services.secondments import SecondmentDraft, secondment_add
from workstations.services.training_needs import need_note

POSTS = (("站长", "head", 1), ("综合社工", "staff", 4), ("网格专员", "staff", 3))


def all_of(place: Place, crowd: Crowd, now: datetime) -> None:
    """One of everything at the station of ``place``."""
    house = _House(place, now)
    with clock.at(house.morning(house.earliest)):
        house.posts = [house.post(*words) for words in POSTS]
    cast, today = place.cast, timezone.localtime(now).date()
    house.in_force(cast.head, 0, today - timedelta(days=150))
    house.second_renewal(cast.staff[0], today + timedelta(days=25))
    house.first_renewal(cast.staff[1], today + timedelta(days=40))
    house.in_force(cast.staff[2], 2, today - timedelta(days=100))
    house.probation(crowd.person("staff-new"), today - timedelta(days=20))
    house.ended(crowd.person("staff-left"), today - timedelta(days=200))
    with clock.at(now - timedelta(days=2)):
        house.draft(crowd.person("staff-next"), 2, today + timedelta(days=20))
    with clock.at(now - timedelta(days=15)):
        house.second(crowd.person("staff-sent"))
    _courses(place, now)
    with clock.at(now):
        terms.contracts_sweep()
        house.opine(Contract.objects.get(user=cast.staff[0], status="expiring"))


class _House:
    """The station's office; each method is one person's way."""

    def __init__(self, place: Place, now: datetime):
        self.place, self.now = place, now
        self.station = Workstation.objects.select_related("community__parent").get(
            community=place.community
        )
        self.earliest = TERM_FROM + timedelta(days=2)
        self.posts = []

    def morning(self, day: date) -> datetime:
        """Nine o'clock in Kunming on ``day``."""
        local = timezone.localtime(self.now)
        return local.replace(
            year=day.year, month=day.month, day=day.day, hour=9, minute=0, second=0, microsecond=0
        )

    def post(self, title: str, kind: str, planned: int):
        """One kind of post."""
        words = {"title": title, "kind": kind, "planned": planned}
        words["submit_key"] = key("post", self.station.pk, title)
        return post_add(actor=self.place.cast.street, station=self.station, **words)

    def draft(self, user: User, post: int, start: date, **terms_) -> Contract:
        """The sub-district drafts."""
        given = {"ends_on": labour.one_year_from(start), "probation_until": None} | terms_
        draft = write.ContractDraft(
            post=self.posts[post], user=user, employment="labour", starts_on=start, **given
        )
        words = {"draft": draft, "submit_key": key("contract", user.pk, start)}
        return write.contract_draft(actor=self.place.cast.street, **words)

    def opine(self, contract: Contract) -> Contract:
        """The committee agrees."""
        words = {"opinion": "入户勤、记录全，居民认可，同意。", "favours": True}
        return write.contract_opine(actor=self.place.cast.chair, contract=contract, **words)

    def sign(self, contract: Contract) -> Contract:
        """Both sides."""
        for actor in (contract.user, self.place.cast.street):
            contract = write.contract_sign(actor=actor, contract=contract)
        return contract

    def in_force(self, user: User, post: int, start: date, **terms_) -> Contract:
        """Hired on the first day."""
        start = max(start, self.earliest)
        with clock.at(self.morning(start)):
            return self.sign(self.opine(self.draft(user, post, start, **terms_)))

    def first_renewal(self, user: User, last: date) -> None:
        """One fixed term that ends soon."""
        start = labour.months_after(last + timedelta(days=1), -12)
        self.in_force(user, 1, start, ends_on=last)

    def second_renewal(self, user: User, last: date) -> None:
        """Two fixed terms in a row, of which the second ends soon."""
        first = max(last - timedelta(days=299), self.earliest)
        middle = first + (last - first) // 2
        contract = self.in_force(user, 1, first, ends_on=middle)
        with clock.at(self.morning(middle - timedelta(days=20))):
            terms.contracts_sweep()
            contract.refresh_from_db()
            contract = self.opine(contract)
            words = {"open_ended": False, "ends_on": last, "submit_key": key("renew", user.pk)}
            street = self.place.cast.street
            self.sign(terms.contract_renew(actor=street, contract=contract, **words))
        with clock.at(self.morning(middle + timedelta(days=1))):
            terms.contracts_sweep()

    def probation(self, user: User, start: date) -> None:
        """Two months to try."""
        until = labour.probation_latest(start, labour.one_year_from(start))
        self.in_force(user, 1, start, probation_until=until)

    def ended(self, user: User, start: date) -> None:
        """Left after some months."""
        contract = self.in_force(user, 2, start)
        with clock.at(self.now - timedelta(days=30)):
            words = {"ground": "resigned", "reason": "本人考上外地岗位，提前三十日提出。"}
            words["last_day"] = clock.today()
            terms.contract_end(actor=self.place.cast.street, contract=contract, **words)

    def second(self, user: User) -> None:
        """Sent by the district."""
        draft = SecondmentDraft(
            user=user,
            kind="cadre",
            sent_by="盘龙区住房和城乡建设局（演示）",
            duty="帮助老旧小区改造",
            starts_on=clock.today(),
            ends_on=labour.one_year_from(clock.today()),
        )
        words = {"draft": draft, "submit_key": key("secondment", user.pk)}
        secondment_add(actor=self.place.cast.street, station=self.station, **words)


def _course(place: Place, title: str, organiser: str, topic: str, hours: int, starts_at):
    draft = training.CourseDraft(
        title=title,
        organiser=organiser,
        topic=topic,
        hours=hours,
        place=f"{organiser}二楼教室",
        starts_at=starts_at,
        seats=40,
    )
    words = {"subdistrict": place.community.parent, "submit_key": key("course", title)}
    return training.course_add(actor=place.cast.street, draft=draft, **words)


def _courses(place: Place, now: datetime) -> None:
    """One that was, with hours and a certificate; one to come, with two who asked."""
    cast = place.cast
    station = Workstation.objects.get(community=place.community)
    with clock.at(now - timedelta(days=30)):
        past = _course(
            place, "居民纠纷调解实务", "盘龙区委党校", "business", 16, now - timedelta(days=12)
        )
        rows = [training.enrolment_ask(actor=who, course_id=past.pk) for who in cast.staff[:2]]
        rows = [_approved(cast.head, row) for row in rows]
    with clock.at(now - timedelta(days=11)):
        for number, row in enumerate(rows, start=1):
            words = {
                "hours": 16,
                "certificate": f"盘党校培字〔{past.starts_on.year}〕{number:03d}号",
            }
            training.enrolment_attend(actor=cast.street, enrolment=row, **words)
    with clock.at(now - timedelta(days=3)):
        coming = _course(
            place, "现代社区管理方法", "云南开放大学", "management", 8, now + timedelta(days=12)
        )
        row = training.enrolment_ask(actor=cast.staff[1], course_id=coming.pk)
        _approved(cast.head, row)
        training.enrolment_ask(actor=cast.staff[0], course_id=coming.pk)
        words = {"topic": "management", "words": "想学会用表格排走访计划"}
        words["submit_key"] = key("need", station.pk)
        need_note(actor=cast.head, station=station, user=cast.staff[0], **words)
        profile_save(
            actor=cast.staff[0],
            education="bachelor",
            major="社会工作",
            skills="入户沟通、纠纷调解",
            languages="普通话、昆明话",
        )


def _approved(head: User, row):
    return training.enrolment_step(actor=head, enrolment=row, name="approve")
