"""The lists of powers as they are read: what holds on a day, and every wording there was."""

from datetime import date

from portal.kernel.errors import NotFound
from portal.models.duties import Duty, DutyBody, DutyList

MOST = 300


def duties_listed(list_kind: str = "", text: str = "", on: date | None = None) -> list[Duty]:
    """What holds on the date ``on`` (default today), by list and number."""
    rows = Duty.objects.in_force(on)
    if list_kind in DutyList.values:
        rows = rows.filter(list_kind=list_kind)
    if text:
        rows = rows.filter(title__contains=text) | rows.filter(text__contains=text)
    return list(rows.order_by("list_kind", "number")[:MOST])


def duty_for(pk: int) -> Duty:
    """One wording; NotFound."""
    row = Duty.objects.filter(pk=pk).first()
    if row is None:
        raise NotFound()
    return row


def wordings_of(duty: Duty) -> list[Duty]:
    """Every wording of an entry, the newest first."""
    rows = Duty.objects.filter(list_kind=duty.list_kind, number=duty.number)
    return list(rows.order_by("-valid_from"))


def forbidden_to(body: str = DutyBody.COMMITTEE, on: date | None = None) -> list[Duty]:
    """What may not be given to ``body``: the negative list."""
    rows = Duty.objects.in_force(on).filter(list_kind=DutyList.NEGATIVE, body=body)
    return list(rows.order_by("number"))


def wording_on(list_kind: str, number: str, on: date | None = None) -> Duty | None:
    """The wording of an entry that holds on ``on`` (default today); None: it is off its list."""
    return Duty.objects.in_force(on).filter(list_kind=list_kind, number=number).first()


def duties_to_rest_on(on: date | None = None) -> list[Duty]:
    """What a station's task may rest on: the duties and the assisted matters of the committee and
    of the station. What is the sub-district's own comes as an entrusted affair instead (§43)."""
    rows = Duty.objects.in_force(on).filter(list_kind__in=[DutyList.STATUTORY, DutyList.ASSIST])
    return list(rows.exclude(body=DutyBody.SUBDISTRICT).order_by("list_kind", "number")[:MOST])
