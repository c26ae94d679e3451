"""The demo's assessment: a measure, the last quarters scored, results of a year, the station."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from portal.kernel import clock
from portal.models import Role, User
from workstations import indicators, scoring
from workstations.demo.people import TERM_FROM, Crowd
from workstations.demo.place import Place, key
from workstations.models import Scored, StaffScore, Workstation
from workstations.selectors.score_schemes import indicators_of
from workstations.services import score_schemes, scores
from workstations.services import station_reviews as reviews
from workstations.services import year_results as years

DAY = timedelta(days=1)
GOOD, FAIR, POOR, BEST = (
    (88, 85, 86, 84, 80, 90),
    (80, 78, 82, 76, 70, 88),
    (66, 70, 68, 52, 60, 74),
    (94, 92, 95, 90, 90, 96),
)
STATION_POINTS = (86, 84, 90, 82, 88)


def all_of(place: Place, crowd: Crowd, now: datetime) -> None:
    """As many of the last four quarters as the station's people were there for."""
    today = timezone.localtime(now).date()
    quarters = [scoring.quarter_before(today)]
    while len(quarters) < 4 and scoring.quarter_first(quarters[0] - DAY) >= TERM_FROM:
        quarters.insert(0, scoring.quarter_first(quarters[0] - DAY))
    if quarters[0] < TERM_FROM:
        return
    office = _Office(place, crowd, now, quarters)
    office.measure()
    for quarter in quarters:
        office.score(quarter)
    if len(quarters) >= scoring.LEAST_QUARTERS:
        office.results()
        office.station_year()


class _Office:
    """Who scores whom; each method is one round of the year."""

    def __init__(self, place: Place, crowd: Crowd, now: datetime, quarters: list[date]):
        self.place, self.now, self.quarters = place, now, quarters
        self.station = Workstation.objects.select_related("community__parent").get(
            community=place.community
        )
        self.second = crowd.hold(
            crowd.person("street-vice", "周建明"),
            Role.SUBDISTRICT_OFFICIAL,
            place.community.parent,
            listed=True,
        )
        cast = place.cast
        self.people = dict(
            zip([*cast.staff[:3], cast.head], (GOOD, POOR, FAIR, BEST), strict=False)
        )

    def on(self, day: date):
        """Nine o'clock in Kunming on ``day``, never after the demo's now."""
        local = timezone.localtime(self.now)
        return clock.at(min(self.now, local.replace(year=day.year, month=day.month, day=day.day)))

    def measure(self) -> None:
        """40 : 40 : 20, and a year that closes with the quarter that is over."""
        pairs = [(Scored.WORKER, row) for row in indicators.WORKER]
        pairs += [(Scored.STATION, row) for row in indicators.STATION]
        drafts = tuple(
            score_schemes.IndicatorDraft(
                scored=scored,
                name=row.name,
                definition=row.definition,
                weight=row.weight,
                evidence=row.evidence,
                topic=row.topic,
            )
            for scored, row in pairs
        )
        draft = score_schemes.SchemeDraft(
            valid_from=self.quarters[0],
            street_weight=40,
            committee_weight=40,
            residents_weight=20,
            closing_quarter=(self.quarters[-1].month + 2) // 3,
            indicators=drafts,
        )
        area = self.place.community.parent
        words = {"subdistrict": area, "draft": draft, "submit_key": key("scheme", area.pk)}
        with self.on(self.quarters[0] + 4 * DAY):
            self.scheme = score_schemes.scheme_make(actor=self.place.cast.street, **words)
        rows = indicators_of(self.scheme.pk, Scored.WORKER)
        self.workers = [row.pk for row in rows]

    def score(self, quarter: date) -> None:
        """Everybody; in the last quarter somebody is still waited for."""
        street, day = self.place.cast.street, scoring.next_quarter(quarter)
        with self.on(day + 4 * DAY):
            scores.quarter_open(actor=street, station=self.station, quarter=quarter)
        rows = StaffScore.objects.filter(station=self.station, quarter=quarter)
        for number, row in enumerate(rows.select_related("user").order_by("id")):
            is_last = quarter == self.quarters[-1]
            if row.user in self.people or not is_last:
                self._whole(row, self.people.get(row.user, FAIR), day + (6 + number) * DAY)
            elif number % 2:
                with self.on(day + 8 * DAY):
                    self._file(row, "street", street, FAIR)

    def _whole(self, row: StaffScore, points, day: date) -> None:
        cast = self.place.cast
        with self.on(day):
            self._file(row, "street", cast.street, points, "在期限里办完的多，记录再细一些。")
        with self.on(day + DAY):
            kinder = [min(100, n + 3) for n in points]
            row = self._file(row, "committee", cast.members[2], kinder, "居民说随叫随到。")
        with self.on(day + 2 * DAY):
            scores.score_step(actor=cast.street, score=row, name="publish")

    def _file(self, row: StaffScore, body: str, actor: User, points, remark: str = ""):
        given = dict(zip(self.workers, points, strict=True))
        words = {"body": body, "points": given, "remark": remark}
        return scores.score_file(actor=actor, score=row, **words)

    def results(self) -> None:
        """Two are final, one is appealed against, the head's waits to be confirmed."""
        year = scoring.year_of(self.quarters[-1], self.scheme.closing_quarter)
        today = timezone.localtime(self.now).date()
        good, poor, fair, head = self.people
        for user in (good, poor):
            self._told(user, year, today - 20 * DAY)
        departs = ("basic", "第三季度两次让居民白跑一趟，经核实。")
        result = self._told(fair, year, today - 5 * DAY, *departs)
        with self.on(today - 3 * DAY):
            words = "第三季度我请了十天病假，有假条，那两次是替班的人没有交接。"
            years.year_appeal(actor=fair, result=result, words=words)
        with self.on(today - DAY):
            self._computed(head, year)
        with clock.at(self.now):
            years.results_lapse()

    def _computed(self, user: User, year: int):
        words = {"station": self.station, "user": user, "year": year}
        return years.year_draft(actor=self.place.cast.street, **words)

    def _told(self, user: User, year: int, day: date, grade: str = "", departure: str = ""):
        with self.on(day):
            result = self._computed(user, year)
            grade = grade or result.computed_grade
            words = {"grade": grade, "departure": departure}
            result = years.year_confirm(actor=self.second, result=result, **words)
            return years.year_publish(actor=self.place.cast.street, result=result)

    def station_year(self) -> None:
        """Drafted by a member, signed by two, published, answered by the head."""
        cast, today = self.place.cast, timezone.localtime(self.now).date()
        rows = indicators_of(self.scheme.pk, Scored.STATION)
        given = {row.pk: n for row, n in zip(rows, STATION_POINTS, strict=True)}
        year = scoring.year_of(self.quarters[-1], self.scheme.closing_quarter)
        with self.on(today - 18 * DAY):
            review = reviews.review_draft(
                actor=cast.members[2],
                station=self.station,
                year=year,
                points=given,
                words="事情办得实，院坝改造盯得紧。夜里没有人值班，居民意见多，明年要补上。",
            )
            for name, actor in (("sign_chair", cast.chair), ("sign_second", cast.members[3])):
                review = reviews.review_step(actor=actor, review=review, name=name)
        with self.on(today - 16 * DAY):
            review = reviews.review_step(actor=cast.chair, review=review, name="publish")
        with self.on(today - 12 * DAY):
            words = "下月起每晚留一人值班到九点，电话贴在单元门口。"
            reviews.review_words(actor=cast.head, review=review, name="answer", words=words)
