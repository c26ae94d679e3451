"""A year's volume of the demo holds a paper of every chapter, each of them printable."""

from datetime import timedelta

from committees.models import ArchiveItem
from committees.selectors.filed import filed_paper
from committees.services.archives import OVER, archives_file
from committees.services.volumes import _chapters, _parts
from portal.kernel import clock
from portal.services.documents import document_render
from resident_affairs.services.categories import categories_load_defaults
from workstations.demo import consultations, disclosures
from workstations.demo.place import Place


def test_the_volume_holds_meetings_decisions_consultations_and_the_board(world, station):
    categories_load_defaults()
    clock.advance(days=160)
    place = Place(world.mingtong, world.street, world.group)
    with clock.at(clock.now() - timedelta(days=15)):
        consultations.finished(place)
    disclosures.accounts_of(place, clock.now())
    year = clock.today().year
    chapters = [
        (title, list(rows.select_related("community")), make)
        for title, rows, make in _chapters(world.mingtong, year)
    ]
    found = {str(title): len(rows) for title, rows, _make in chapters}
    assert found["协商结果"] == 1 and found["居务公开"] == 2
    steps = []
    parts = _parts(chapters, lambda done, total: steps.append((done, total)))
    assert steps[-1] == (len(parts), len(parts) * 2) and len(parts) == sum(found.values())
    asked = next(part for part in parts if part["chapter"] == "协商结果")
    assert "晾衣架" in asked["title"] and any("14" in piece["text"] for piece in asked["blocks"])
    money = next(part for part in parts if part["title"].endswith("惠民资金收支"))
    assert ["合计"] == [row[0] for row in money["blocks"][1]["rows"]][-1:]
    for part in parts:
        assert document_render(part["kind"], part | {"signatures": []}).startswith(b"%PDF")
    archives_file(actor=None, community=world.mingtong)
    for item in ArchiveItem.objects.all():
        row = OVER[item.archive_class][0].objects.get(pk=item.subject_id)
        assert document_render(*filed_paper(item, row)).startswith(b"%PDF")
