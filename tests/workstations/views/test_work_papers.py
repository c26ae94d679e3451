"""Papers beside a whistle, which departments read, and beside a case, which nobody else does."""

import pytest
from django.urls import reverse

from portal.models import Paper, Record
from tests.portal.services import test_papers as files
from tests.workstations.caring import Matter
from tests.workstations.whistling import Street


def upload(client, name, pk, words="现场图"):
    data = {"name": words, "file": files.upload()}
    return client.post(reverse(f"workstations:{name}", args=[pk]), data)


def opened(client, paper) -> int:
    return client.get(reverse("portal:paper", args=[paper.pk])).status_code


class TestWhistles:
    def test_the_street_attaches_and_the_department_reads(self, world, as_user):
        street = Street(world)
        whistle = street.blow()
        client = as_user(world.street)
        page = client.get(reverse("workstations:whistle", args=[whistle.pk])).content.decode()
        assert reverse("workstations:whistle_papers", args=[whistle.pk]) in page
        assert upload(client, "whistle_papers", whistle.pk).status_code == 302
        paper = Paper.objects.get()
        for who in (street.clerks[0], world.street, world.head):
            client = as_user(who)
            page = client.get(reverse("workstations:whistle", args=[whistle.pk]))
            assert "现场图" in page.content.decode() and opened(client, paper) == 200
        assert not Record.objects.of(whistle).get(verb="add_paper").is_public

    def test_nobody_else_opens_it(self, world, as_user):
        street = Street(world)
        whistle = street.blow(units=[street.units[0]])
        upload(as_user(world.street), "whistle_papers", whistle.pk)
        paper = Paper.objects.get()
        for who in (street.clerks[1], world.resident, world.baita_head, world.donghua_street):
            assert opened(as_user(who), paper) == 404
        assert opened(as_user(), paper) == 404

    @pytest.mark.parametrize("who", ("head", "chair", "districter", "donghua_street", "resident"))
    def test_only_the_street_that_whistled_attaches(self, world, as_user, who):
        whistle = Street(world).blow()
        answer = upload(as_user(world.people[who]), "whistle_papers", whistle.pk)
        assert answer.status_code in {403, 404} and not Paper.objects.exists()

    def test_not_once_it_is_over(self, world, as_user):
        whistle = Street(world).to("closed")
        client = as_user(world.street)
        assert upload(client, "whistle_papers", whistle.pk).status_code == 409
        page = client.get(reverse("workstations:whistle", args=[whistle.pk])).content.decode()
        assert "附上材料" not in page

    def test_what_is_no_paper_is_told_at_its_field(self, world, as_user):
        whistle = Street(world).blow()
        data = {"name": "图", "file": files.upload(b"nothing")}
        address = reverse("workstations:whistle_papers", args=[whistle.pk])
        answer = as_user(world.street).post(address, data)
        assert answer.status_code == 400 and "PDF" in answer.content.decode()


class TestCases:
    @pytest.fixture
    def matter(self, world):
        matter = Matter(world)
        matter.complained()
        matter.notified(open_it=False, accused=[world.staff])
        return matter

    def test_whoever_has_the_case_keeps_its_evidence(self, world, as_user, matter):
        client = as_user(world.inspector)
        assert upload(client, "case_papers", matter.case.pk, "值班照片").status_code == 302
        page = client.get(reverse("workstations:case", args=[matter.case.pk])).content.decode()
        assert "值班照片" in page and opened(client, Paper.objects.get()) == 200

    @pytest.mark.parametrize(
        "who", ("head", "staff", "whistler", "districter", "watch", "auditor", "street")
    )
    def test_nobody_else_sees_or_opens_it(self, world, as_user, matter, who):
        upload(as_user(world.inspector), "case_papers", matter.case.pk, "值班照片")
        client = as_user(world.people[who])
        assert opened(client, Paper.objects.get()) == 404
        page = client.get(reverse("workstations:case", args=[matter.case.pk]))
        assert "值班照片" not in page.content.decode()

    @pytest.mark.parametrize("who", ("head", "staff", "whistler", "districter", "watch"))
    def test_nobody_else_attaches(self, world, as_user, matter, who):
        answer = upload(as_user(world.people[who]), "case_papers", matter.case.pk)
        assert answer.status_code in {403, 404} and not Paper.objects.exists()

    def test_not_once_it_is_closed(self, world, as_user):
        matter = Matter(world)
        matter.closed()
        assert upload(as_user(world.inspector), "case_papers", matter.case.pk).status_code == 409

    def test_whoever_withdrew_opens_it_no_more(self, world, as_user, matter):
        upload(as_user(world.inspector), "case_papers", matter.case.pk)
        matter.step("recuse", remark="是我的亲戚")
        assert opened(as_user(world.inspector), Paper.objects.get()) == 404
