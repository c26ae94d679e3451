"""Lists and pages of execution ask a fixed number of statements, however many rows there are."""

from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.kernel import clock
from portal.models import User
from portal.services.rules import rules_load_defaults
from tests.workstations.assessing import Q1, House
from tests.workstations.caring import Matter, Plea
from tests.workstations.entrusting import Deal
from tests.workstations.hiring import Hire
from tests.workstations.transferring import Year
from tests.workstations.whistling import Street
from workstations.models import (
    CaseParty,
    Inspection,
    InspectionLine,
    Petition,
    PetitionClaim,
    Whistle,
    WhistleCall,
)
from workstations.services.inspections import Line, inspection_record

LIST, PAGE = 6, 8


def statements(client, address: str) -> list[str]:
    """What a second look at the page asks of the database."""
    assert client.get(address).status_code == 200
    cache.clear()
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return [_short(row["sql"]) for row in seen.captured_queries]


def _short(sql: str) -> str:
    """The table and the last of a statement, to tell it by."""
    return f"{sql.partition(' FROM ')[2][:60]} … {sql[-60:]}"


def many(row, count: int, change=lambda number: {}) -> list:
    """``count`` more rows like ``row``."""
    model, made = type(row), []
    for number in range(count):
        copy = model.objects.get(pk=row.pk)
        copy.pk = None
        if hasattr(copy, "submit_key"):
            copy.submit_key = uuid4()
        for name, value in change(number).items():
            setattr(copy, name, value)
        made.append(copy)
    model.objects.bulk_create(made)
    return list(model.objects.order_by("-pk")[:count])


def people(count: int) -> list[User]:
    """So many more people."""
    names = [f"p{uuid4().hex[:12]}" for _number in range(count)]
    User.objects.bulk_create([User(username=name, name="某人") for name in names])
    return list(User.objects.filter(username__in=names))


class Cases:
    """Cases that the inspector has, with somebody accused."""

    who, name = ("inspector", "districter", "head"), "case_list"

    def __init__(self, world):
        self.world = world
        self.row = Matter(world).notified(accused=[world.staff])

    def more(self, count):
        for row in many(self.row, count):
            CaseParty.objects.create(case=row, user=self.world.staff, kind="accused")

    def page(self):
        return reverse("workstations:case", args=[self.row.pk])


class Petitions:
    """Petitions that the sub-district has accepted."""

    who, name = ("petitioner", "street", "districter"), "petition_list"

    def __init__(self, world):
        self.row = Plea(world).acknowledged()

    def more(self, count):
        claim = PetitionClaim.objects.get(petition=self.row)
        for row in many(self.row, count):
            claim.pk, claim.petition = None, row
            claim.save(force_insert=True)
        assert Petition.objects.count() > count

    def page(self):
        return reverse("workstations:petition", args=[self.row.pk])


class Whistles:
    """Whistles with two departments each, of one issue."""

    who, name = ("street", "head", "districter"), "whistle_list"

    def __init__(self, world):
        self.street = Street(world)
        self.row = self.street.to("done")

    def more(self, count):
        for row in many(self.row, count):
            WhistleCall.objects.bulk_create(
                [WhistleCall(whistle=row, unit=unit) for unit in self.street.units]
            )
        assert Whistle.objects.count() > count

    def page(self):
        return reverse("workstations:whistle", args=[self.row.pk])


class Referrals:
    """Referrals that were answered."""

    who, name, query = ("street", "districter"), "referral_list", "?group=over"

    def __init__(self, world):
        self.row = Street(world).referred("answered")

    def more(self, count):
        many(self.row, count)

    def page(self):
        return reverse("workstations:referral", args=[self.row.pk])


class Contracts:
    """Contracts in the renewal queue."""

    who, name = ("street", "chair", "districter"), "contracts"

    def __init__(self, world):
        self.row = Hire(world).expiring()

    def more(self, count):
        found = people(count)
        many(self.row, count, lambda number: {"user": found[number], "assignment": None})

    def page(self):
        return reverse("workstations:contract", args=[self.row.pk])


class AllContracts(Contracts):
    """All that are in force."""

    query = "?group=open"


class Inspections:
    """Visits with two lines each."""

    who, name = ("inspector", "street", "head"), "inspection_list"

    def __init__(self, world):
        self.row = inspection_record(
            actor=world.inspector,
            community=world.mingtong,
            title="台账",
            visited_on=clock.today(),
            lines=[Line("走访", "bad", "缺三周"), Line("值班", "good")],
            summary="一般",
            submit_key=uuid4(),
        )

    def more(self, count):
        for row in many(self.row, count):
            InspectionLine.objects.create(inspection=row, position=1, item="走访", result="bad")
        assert Inspection.objects.count() > count

    def page(self):
        return reverse("workstations:inspection", args=[self.row.pk])


class Entrusted:
    """Signed affairs."""

    who, name = ("street", "head", "clerk", "inspector"), "entrusted_list"

    def __init__(self, world):
        self.row = Deal(world).signed()

    def more(self, count):
        many(self.row, count)

    def page(self):
        return reverse("workstations:entrusted", args=[self.row.pk])


class Transfers:
    """Years of transfers."""

    who, name = ("districter", "street", "auditor"), "transfer_list"

    def __init__(self, world):
        self.year = Year(world)
        self.row = self.year.paid_down()
        self.last = self.row.year

    def more(self, count):
        first, self.last = self.last + 1, self.last + count
        many(self.row, count, lambda number: {"year": first + number})

    def page(self):
        return reverse("workstations:transfer_plan", args=[self.row.pk])


class Scores:
    """Quarters that one body has scored, of as many people."""

    who, name = ("street", "chair", "member1", "districter", "inspector"), "scores"

    def __init__(self, world):
        rules_load_defaults()  # the page of the chair reads them
        self.row = self.scored(House(world))

    def scored(self, house):
        return house.file(house.opened(), "street", 80)

    def more(self, count):
        found = people(count)
        many(self.row, count, lambda number: {"user": found[number]})

    def page(self):
        return reverse("workstations:staff_score", args=[self.row.pk])


class OpenScores(Scores):
    """Quarters that wait for both bodies."""

    def scored(self, house):
        return house.opened()


class ToldScores(Scores):
    """Quarters that were told."""

    query = "?group=told"

    def scored(self, house):
        return house.told()


class YearResults(Scores):
    """Years that were told, while other people's wait to be computed."""

    name = "year_results"

    def scored(self, house):
        result = house.published()
        house.told(Q1, who="staff2")
        return result

    def page(self):
        return reverse("workstations:year_result", args=[self.row.pk])


class DraftResults(YearResults):
    """Years that wait for a second person."""

    def scored(self, house):
        return house.year()


class StationReviews(Scores):
    """Years of a station; the last one is drafted by nobody yet."""

    name = "station_reviews"

    def scored(self, house):
        self.last = 2026
        return house.hung_out()

    def more(self, count):
        first, self.last = self.last - count, self.last - count
        many(self.row, count, lambda number: {"year": first + number})

    def page(self):
        return reverse("workstations:station_review", args=[self.row.pk])


NOUNS = (
    Scores,
    OpenScores,
    ToldScores,
    YearResults,
    DraftResults,
    StationReviews,
    Cases,
    Petitions,
    Whistles,
    Referrals,
    Contracts,
    AllContracts,
    Inspections,
    Entrusted,
    Transfers,
)
READERS = [(noun, who) for noun in NOUNS for who in noun.who]
NAMES = [f"{noun.__name__}-{who}" for noun, who in READERS]


@pytest.mark.parametrize(("noun", "who"), READERS, ids=NAMES)
def test_a_list_asks_as_much_at_10_as_at_50(world, as_user, noun, who):
    rows = noun(world)
    client = as_user(world.people[who])
    address = reverse(f"workstations:{noun.name}") + getattr(noun, "query", "")
    rows.more(10)
    few = statements(client, address)
    rows.more(40)
    lots = statements(client, address)
    assert len(few) == len(lots), "\n".join(lots)
    assert len(lots) <= LIST, "\n".join(lots)


class Running(Entrusted):
    """An affair with its account and a task: the account costs two statements more, its hours one;
    of a unit's clerk it is asked for which unit they act."""

    most = 11

    def __init__(self, world):
        self.row = Deal(world).running()


class Ordered(Cases):
    """A case with the order, the urging of the station and its task: three statements more."""

    most = 11

    def __init__(self, world):
        self.row = Matter(world).ordered()


PAGES = (*(noun for noun in NOUNS if noun is not AllContracts), Running, Ordered)
OPENERS = [(noun, who) for noun in PAGES for who in noun.who]


@pytest.mark.parametrize(
    ("noun", "who"), OPENERS, ids=[f"{noun.__name__}-{who}" for noun, who in OPENERS]
)
def test_one_page_asks_a_fixed_number(world, as_user, noun, who):
    rows = noun(world)
    client = as_user(world.people[who])
    found = statements(client, rows.page())
    assert len(found) <= getattr(noun, "most", PAGE), "\n".join(found)
