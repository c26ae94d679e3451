"""Short ways to bring a score, a year's result, a station's assessment of 明通巷 somewhere."""

from datetime import date, datetime
from uuid import uuid4

from portal.kernel import clock
from portal.models import Role
from portal.services.roles import role_grant
from tests import world as worlds
from workstations import indicators
from workstations.models import Scored, StaffScore, StationReview, Workstation, YearResult
from workstations.selectors.score_schemes import indicators_of, scheme_in_force
from workstations.services import score_schemes as schemes
from workstations.services import scores
from workstations.services import station_reviews as reviews
from workstations.services import year_results as years

Q1, Q2, Q3, Q4 = (date(2026, month, 1) for month in (1, 4, 7, 10))


def moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=worlds.KUNMING)


def drafts(**weights):
    """The proposed indicators of both; ``weights`` replace those of workers."""
    rows = [(Scored.WORKER, one) for one in indicators.WORKER]
    rows += [(Scored.STATION, one) for one in indicators.STATION]
    return tuple(
        schemes.IndicatorDraft(
            scored=scored,
            name=one.name,
            definition=one.definition,
            weight=weights.get(one.code, one.weight) if scored == Scored.WORKER else one.weight,
            evidence=one.evidence,
            topic=one.topic,
        )
        for scored, one in rows
    )


class House:
    """明通巷 and its sub-district with a second official; each method is one step by the right
    person. ``day`` moves the clock to a morning."""

    def __init__(self, world):
        self.world = world
        self.station = Workstation.objects.select_related("community__parent").get(
            community=world.mingtong
        )
        self.street2 = worlds.person("street2", "副街")
        role_grant(
            actor=None,
            user=self.street2,
            role=Role.SUBDISTRICT_OFFICIAL,
            division=world.tuodong,
            valid_from=worlds.TERM_FROM,
        )
        world.people["street2"] = self.street2

    def day(self, day: date):
        clock.advance(seconds=(moment(day) - clock.now()).total_seconds())

    def scheme(self, actor=None, key=None, **words):
        words.setdefault("valid_from", Q1)
        words.setdefault("indicators", drafts())
        return schemes.scheme_make(
            actor=actor or self.world.street,
            subdistrict=self.world.tuodong,
            draft=schemes.SchemeDraft(**words),
            submit_key=key or uuid4(),
        )

    def opened(self, quarter=Q1, who="staff", **words) -> StaffScore:
        """The row of ``who`` after the quarter ended; the measure is made if there is none."""
        if scheme_in_force(self.world.tuodong.pk, quarter) is None:
            self.scheme(**words)
        last = scores.scoring.quarter_last(quarter)
        if clock.today() <= last:
            self.day(scores.scoring.next_quarter(quarter))
        scores.quarter_open(actor=self.world.street, station=self.station, quarter=quarter)
        return StaffScore.objects.get(user=self.world.people[who], quarter=quarter)

    def points(self, given: int | list = 80, scored=Scored.WORKER, scheme_id=None) -> dict:
        """The same for every indicator, or one after the other."""
        scheme_id = scheme_id or scheme_in_force(self.world.tuodong.pk, clock.today()).pk
        rows = indicators_of(scheme_id, scored)
        given = given if isinstance(given, list) else [given] * len(rows)
        return {row.pk: n for row, n in zip(rows, given, strict=True)}

    def file(self, score, body="street", given=80, actor=None, **words) -> StaffScore:
        usual = {"street": self.world.street, "committee": self.world.member1}
        points = given if isinstance(given, dict) else self.points(given, scheme_id=score.scheme_id)
        return scores.score_file(
            actor=actor or usual.get(body), score=score, body=body, points=points, **words
        )

    def locked(self, quarter=Q1, street=80, committee=80, who="staff", **words) -> StaffScore:
        score = self.opened(quarter, who, **words)
        self.file(score, "street", street)
        return self.file(score, "committee", committee)

    def told(self, quarter=Q1, street=80, committee=80, who="staff", **words) -> StaffScore:
        score = self.locked(quarter, street, committee, who, **words)
        return scores.score_step(actor=self.world.street, score=score, name="publish")

    def year(self, *points: int, who="staff", actor=None, year=2026, **words) -> YearResult:
        """Computed from the four quarters with these points of both bodies."""
        for quarter, given in zip((Q1, Q2, Q3, Q4), points or (80,) * 4, strict=False):
            self.told(quarter, given, given, who, **words)
        if clock.today().year == 2026:
            self.day(date(2027, 1, 4))
        return self.draft(who, actor, year)

    def draft(self, who="staff", actor=None, year=2026) -> YearResult:
        return years.year_draft(
            actor=actor or self.world.street,
            station=self.station,
            user=self.world.people[who],
            year=year,
        )

    def confirm(self, result, grade=None, actor=None, departure="") -> YearResult:
        return years.year_confirm(
            actor=actor or self.street2,
            result=result,
            grade=grade or result.computed_grade,
            departure=departure,
        )

    def published(self, *points, grade=None, departure="", **words) -> YearResult:
        result = self.confirm(self.year(*points, **words), grade, departure=departure)
        return years.year_publish(actor=self.world.street, result=result)

    def appealed(self, *points, **words) -> YearResult:
        result = self.published(*points, **words)
        return years.year_appeal(actor=result.user, result=result, words="第三季度我请的是病假。")

    def review(self, given=85, actor=None, year=2026, words="办事实在。") -> StationReview:
        if scheme_in_force(self.world.tuodong.pk, clock.today()) is None:
            self.scheme()
        if clock.today().year == 2026:
            self.day(date(2027, 1, 4))
        return reviews.review_draft(
            actor=actor or self.world.member1,
            station=self.station,
            year=year,
            points=self.points(given, Scored.STATION),
            words=words,
        )

    def step(self, review, name, actor, remark="") -> StationReview:
        return reviews.review_step(actor=actor, review=review, name=name, remark=remark)

    def signed(self, **words) -> StationReview:
        review = self.step(self.review(**words), "sign_chair", self.world.chair)
        return self.step(review, "sign_second", self.world.member2)

    def hung_out(self, **words) -> StationReview:
        return self.step(self.signed(**words), "publish", self.world.chair)
