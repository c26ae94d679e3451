"""Who hears of covenants, guidance, orders and appraisals; every verb can be told."""

from committees.services import corrections as write
from committees.services import covenants
from portal.models import Record
from portal.services.kinds import kind_of
from portal.services.notices import notices_run
from tests.committees.services.test_appraisals import watch  # noqa: F401
from tests.committees.services.test_corrections import note, order
from tests.committees.services.test_covenants import filed, passed


def newest(subject, verb):
    return Record.objects.filter(subject_type=subject.subject_type, verb=verb).last()


def told(subject, verb) -> set:
    return set(kind_of(subject.subject_type).audience(newest(subject, verb), subject))


def needs(subject, verb) -> set:
    return kind_of(subject.subject_type).needs(newest(subject, verb), subject)


def test_an_adopted_text_is_everybodys_news_and_the_leaders_to_file(hall):
    world = hall.world
    row = passed(hall)
    assert {world.resident.pk, world.leader.pk} <= told(row, "adopt")
    assert world.baita_resident.pk not in told(row, "adopt")
    assert needs(row, "adopt") == {world.chair.pk, world.vice.pk}
    row = covenants.covenant_submit(actor=world.chair, covenant=row)
    assert told(row, "submit") == needs(row, "submit") == {world.street.pk}
    assert needs(row, "adopt") == set()


def test_an_order_needs_the_leaders_and_a_dispute_the_district(hall):
    world = hall.world
    row = order(hall, filed(hall))
    assert needs(row, "order") == {world.chair.pk, world.vice.pk}
    assert world.districter.pk not in told(row, "order")
    row = write.correction_dispute(actor=world.chair, correction=row, remark="没有抵触")
    assert needs(row, "dispute") == {world.districter.pk}
    assert {world.street.pk, world.districter.pk} <= told(row, "dispute")
    assert world.donghua_street.pk not in told(row, "dispute")


def test_guidance_asks_nobody(hall):
    row = note(hall)
    assert told(row, "give") == {hall.world.chair.pk, hall.world.vice.pk}
    assert needs(row, "give") == set()


def test_the_result_of_an_appraisal_is_everybodys_the_counts_are_not(watch):  # noqa: F811
    row = watch.published()
    assert watch.world.resident.pk in told(row, "publish")
    assert watch.world.resident.pk not in told(row, "count")
    assert not newest(row, "count").is_public


def test_every_verb_title_and_notice_can_be_told(watch):  # noqa: F811
    hall = watch.hall
    rows = [order(hall, filed(hall)), note(hall), watch.published()]
    rows.append(rows[0].covenant)
    for record in Record.objects.filter(subject_type__in=[r.subject_type for r in rows]):
        assert kind_of(record.subject_type).verb(record.verb).plain
    for row in rows:
        kind = kind_of(row.subject_type)
        assert kind.title(row) and kind.url(row).startswith("/")
        assert kind.load([row.pk])[row.pk] == row
    notices_run()
