"""Wordings for replies: who keeps which, what they may say, how a task fills them."""

import pytest
from django.urls import reverse

from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused, RuleViolated, StaleWrite
from portal.models import Record
from tests.workstations.resting import away
from workstations.models import ReplyTemplate
from workstations.selectors.replies import replies_for_task, replies_listed, reply_for
from workstations.services.replies import ReplyDraft, reply_keep, reply_switch
from workstations.wording import filled, unknown_in

TEXT = "您反映的“{标题}”（{编号}）已办好，地点：{地点}。{经办人} {今天}"


def keep(world, actor=None, place=None, reply=None, version=None, **words):
    draft = ReplyDraft(**({"title": "已办好", "text": TEXT} | words))
    words = {"place": place or world.mingtong, "reply": reply, "version": version}
    return reply_keep(actor=actor or world.head, draft=draft, **words)


def refused(field, code, call):
    with pytest.raises(RuleViolated) as caught:
        call()
    assert (caught.value.field, caught.value.code) == (field, code)


class TestTheWords:
    def test_each_placeholder_is_replaced_and_a_value_is_never_read_again(self):
        values = {"标题": "{编号}", "编号": "A-1"}
        assert filled("{标题}，{ 编号 }，{地点}", values) == "{编号}，A-1，＿＿"

    @pytest.mark.parametrize("text", ["{姓名}", "{}", "{电话}已到", "{{标题}} {x}"])
    def test_unknown_ones_are_named(self, text):
        assert unknown_in(text)

    def test_braces_that_never_close_are_words(self):
        assert unknown_in("{标题") == [] and filled("{标题", {"标题": "x"}) == "{标题"


class TestKeeping:
    def test_written_changed_and_switched_on_the_record(self, world):
        row = keep(world)
        row = keep(world, reply=row, title="办好了", version=row.version)
        with pytest.raises(StaleWrite):
            keep(world, reply=row, version=1)
        row = reply_switch(actor=world.head, reply=row, is_active=False)
        reply_switch(actor=world.head, reply=row, is_active=False)
        rows = Record.objects.filter(subject_type="reply_template").order_by("id")
        assert [row.verb for row in rows] == ["write", "change", "switch_off"]

    @pytest.mark.parametrize("who", ["staff", "chair", "baita_head", "street", "districter"])
    def test_a_stations_is_its_heads(self, world, who):
        with pytest.raises(Refused):
            keep(world, actor=world.people[who])
        row = keep(world)
        with pytest.raises(NotFound):
            reply_for(access_of(world.people[who]), row.pk)

    @pytest.mark.parametrize("who", ["head", "donghua_street", "districter"])
    def test_a_sub_districts_is_its_own(self, world, who):
        with pytest.raises(Refused):
            keep(world, actor=world.people[who], place=world.tuodong)
        assert keep(world, actor=world.street, place=world.tuodong).community is None

    @pytest.mark.parametrize(
        ("field", "code", "words"),
        [
            ("title", "length", {"title": " "}),
            ("title", "length", {"title": "长" * 41}),
            ("text", "length", {"text": ""}),
            ("text", "length", {"text": "长" * 501}),
            ("text", "placeholder", {"text": "{姓名}您好"}),
        ],
    )
    def test_senseless_words_are_refused(self, world, field, code, words):
        refused(field, code, lambda: keep(world, **words))

    def test_a_title_is_given_once_a_place(self, world):
        keep(world)
        refused("title", "taken", lambda: keep(world))
        keep(world, actor=world.baita_head, place=world.baita)
        keep(world, actor=world.street, place=world.tuodong)
        refused("title", "taken", lambda: keep(world, actor=world.street, place=world.tuodong))

    def test_the_head_sees_the_sub_districts_and_changes_only_his_own(self, world):
        keep(world)
        keep(world, actor=world.street, place=world.tuodong, title="统一")
        keep(world, actor=world.baita_head, place=world.baita, title="别处")
        seen = {row.title: row.is_kept for row in replies_listed(access_of(world.head))}
        assert seen == {"已办好": True, "统一": False}
        assert [row.title for row in replies_listed(access_of(world.street))] == ["统一"]


class TestFilling:
    def test_what_fits_the_task_filled_in(self, world, station):
        task = station.task_in("in_progress")
        keep(world, category=world.categories["water"])
        keep(world, title="绿化", category=world.categories["greening"])
        keep(world, actor=world.street, place=world.tuodong, title="统一", text="请放心。")
        off = keep(world, title="旧的", text="旧。")
        reply_switch(actor=world.head, reply=off, is_active=False)
        found = replies_for_task(access_of(world.staff), task)
        assert [row.title for row in found] == ["已办好", "统一"]
        assert task.title in found[0].text and "李静" in found[0].text
        assert "{" not in found[0].text and world.resident.name not in found[0].text
        assert str(clock.today().year) in found[0].text

    def test_only_for_whoever_has_it_in_hand(self, world, station, fresh):
        task = station.task_in("in_progress")
        keep(world)
        for who in ("staff2", "head", "chair", "street"):
            assert replies_for_task(access_of(world.people[who]), task) == []
        away(world)
        fresh(world.staff2)
        task.__dict__.pop("stand_in_ids", None)
        assert len(replies_for_task(access_of(world.staff2), task)) == 1

    def test_not_once_it_is_delivered(self, world, station):
        keep(world)
        assert replies_for_task(access_of(world.staff), station.task_in("delivered")) == []


class TestPages:
    def url(self, name, *args):
        return reverse(f"workstations:{name}", args=args)

    def test_by_hand(self, world, station, as_user):
        head, task = as_user(world.head), station.task_in("in_progress")
        assert head.get(self.url("reply_add")).status_code == 200
        words = {"title": "已办好", "text": TEXT}
        assert head.post(self.url("reply_add"), words).status_code == 302
        row = ReplyTemplate.objects.get()
        bad = head.post(self.url("reply", row.pk), words | {"text": "{姓名}"})
        assert bad.status_code == 422 and bad.context["form"].errors["text"]
        assert "已办好" in head.get(self.url("reply_list")).content.decode()
        staff = as_user(world.staff)
        page = staff.get(self.url("task_detail", task.pk))
        assert "data-insert=" in page.content.decode()
        page = staff.get(self.url("task_detail", task.pk) + f"?reply={row.pk}")
        deliver = next(step for step in page.context["steps"] if step["name"] == "deliver")
        assert task.title in deliver["form"]["remark"].value() and deliver["is_refused"]
        head.post(self.url("reply_switch", row.pk), {"on": "no"})
        page = staff.get(self.url("task_detail", task.pk) + f"?reply={row.pk}").content.decode()
        assert "data-insert=" not in page

    @pytest.mark.parametrize("who", ["staff", "chair", "resident", "baita_head"])
    def test_to_others_they_are_none(self, world, as_user, who):
        row, client = keep(world), as_user(world.people[who])
        assert client.get(self.url("reply", row.pk)).status_code in {403, 404}
        assert client.post(self.url("reply_switch", row.pk)).status_code in {403, 404}

    @pytest.mark.parametrize("count", [10, 50])
    def test_the_list(self, world, as_user, django_assert_max_num_queries, count):
        for number in range(count):
            keep(world, title=f"用语{number}")
        client = as_user(world.head)
        client.get(self.url("reply_list"))
        with django_assert_max_num_queries(6):
            assert client.get(self.url("reply_list")).status_code == 200
