"""Pages of sealed votes: from the draft to the empty box, and the booth."""

import io
import json
import time
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from committees import sealing
from committees.models import SealedBallot, SealedVote
from committees.services import sealed
from portal.kernel import clock
from tests.committees.boxes import Box


@pytest.fixture
def box(hall):
    return Box(hall)


@pytest.fixture
def fresh_user(as_user):
    """A client whose password was shown ``ago`` seconds before."""

    def login(user, ago=0):
        client = as_user(user)
        session = client.session
        session["account_authentication_methods"] = [
            {"method": "password", "at": time.time() - ago, "username": user.username}
        ]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()
        return client

    return login


def url(name, *args):
    return reverse(f"committees:sealed{name}", args=args)


def words(answer) -> str:
    text = answer.content.decode()
    return text[text.index("<main") : text.index("</main>")]


def stamp(moment) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


def given(**more) -> dict:
    return {
        "kind": "consultation",
        "title": "先修什么",
        "text": "先修哪一样",
        "options": "路灯\n扶手\n绿化",
        "least": "1",
        "most": "1",
        "opens_at": stamp(clock.now() + timedelta(days=1)),
        "closes_at": stamp(clock.now() + timedelta(days=3)),
        "submit_key": uuid4(),
    } | more


class TestPreparing:
    def test_from_the_form_to_the_open_box(self, box, as_user):
        chair = as_user(box.chair)
        assert chair.post(url("_create"), given()).status_code == 302
        pk = SealedVote.objects.get().pk
        assert as_user().get(url("", pk)).status_code == 404
        more = {"text": "何时动工", "options": "春天\n秋天", "least": "0", "most": "1"}
        assert chair.post(url("_question", pk), more).status_code == 302
        assert chair.post(url("_question_remove", pk, 0)).status_code == 302
        assert chair.post(url("_roll_fill", pk, "residents")).status_code == 302
        assert chair.post(url("_roll", pk), {"names": "李大爷\n\n杨老太"}).status_code == 302
        assert "杨老太" in words(chair.get(url("_roll", pk)))
        entry = SealedVote.objects.get().entries.get(name="杨老太")
        assert chair.post(url("_entry_remove", pk, entry.pk)).status_code == 302
        assert chair.post(url("_step", pk, "freeze_roll")).status_code == 302
        trial = chair.post(url("_trial", pk), {"public_key": box.public}).json()
        info = sealing.info_of(trial["vote"], trial["rules_hash"])
        opened = sealing.unseal(bytes.fromhex(trial["ballot"]), box.seed, info)
        key = {
            "public_key": box.public.upper(),
            "trustees": "\n".join(f"保管{n} 观察员" for n in range(5)),
            "trial_opened": opened.rstrip(bytes(1)).hex(),
        }
        assert chair.post(url("_key", pk), key).status_code == 302
        clock.advance(days=1)
        assert chair.post(url("_step", pk, "open")).status_code == 302
        page = words(as_user().get(url("", pk)))
        assert "投票中" in page and "何时动工" in page and "保管0" in page
        assert "先修哪一样" not in page and "李大爷" not in page

    @pytest.mark.parametrize(
        ("name", "more"),
        [
            ("title", {"title": " "}),
            ("options", {"options": "路灯"}),
            ("options", {"options": "路灯\n路灯"}),
            ("most", {"most": "9"}),
            ("closes_at", {"closes_at": "2001-01-01T08:00"}),
            ("closes_at", {"closes_at": "0001-01-01T00:00"}),
            ("kind", {"kind": "election"}),
            ("kind", {"kind": "appraisal"}),
        ],
    )
    def test_what_is_wrong_is_said_at_its_field(self, box, as_user, name, more):
        answer = as_user(box.chair).post(url("_create"), given(**more))
        assert answer.status_code == 400 and name in answer.context["form"].errors
        if name != "title":
            assert "先修什么" in words(answer)

    @pytest.mark.parametrize(
        "more", [{"public_key": "zz"}, {"trustees": "一个"}, {"trial_opened": "00"}]
    )
    def test_a_poor_key_comes_back_as_typed(self, box, as_user, more):
        vote = box.frozen()
        secret = sealed.trial_secret(vote, box.public).hex()
        key = {
            "public_key": box.public,
            "trustees": "\n".join(f"保管{n}" for n in range(5)),
            "trial_opened": secret,
        }
        chair = as_user(box.chair)
        answer = chair.post(url("_key", vote.pk), key | more)
        assert answer.status_code == 400 and set(more) == set(answer.context["form"].errors)
        assert chair.post(url("_trial", vote.pk), {"public_key": "x"}).status_code == 400
        assert chair.post(url("_key", vote.pk), key).status_code == 302

    @pytest.mark.parametrize("key", ["resident", "street", "baita_chair", "staff"])
    def test_nobody_else_prepares(self, box, as_user, key):
        vote = box.drafted()
        client = as_user(box.world.people[key])
        for name, *more in (("_roll",), ("_key",), ("_question",), ("_step", "freeze_roll")):
            answer = client.post(url(name, vote.pk, *more), {"names": "甲"})
            assert answer.status_code in {403, 404}
        if key != "baita_chair":
            assert client.post(url("_create"), given()).status_code in {403, 404}


class TestBooth:
    def cast(self, client, box, choices=((0,), (1,)), **more):
        sent = {"ciphertext": box.seal([list(one) for one in choices]).hex(), "submit_key": uuid4()}
        return client.post(url("_booth", box.vote.pk), sent | more)

    def test_the_ballot_goes_in_and_the_receipt_comes_back(self, box, fresh_user):
        box.open()
        client = fresh_user(box.voters[0])
        booth = client.get(url("_booth", box.vote.pk))
        page = words(booth)
        assert box.vote.public_key in page and "主任的工作" in page
        # Nothing that is chosen has a name inside the form: it cannot be sent.
        form = page[page.index('id="booth-form"') : page.index("</form>", page.index("booth-form"))]
        assert 'type="radio"' not in form and 'type="checkbox"' not in form
        answer = self.cast(client, box)
        assert answer.status_code == 302
        receipt = SealedBallot.objects.get().receipt
        page = words(client.get(answer["Location"]))
        assert receipt[:4] in page and receipt in page
        mark = client.get(answer["Location"]).context["seal"]
        board = {"receipt": receipt, "seal": mark}
        page = words(client.get(url("", box.vote.pk), board))
        assert "这张选票在票箱里" in page and "签名是真的" in page
        page = words(client.get(url("", box.vote.pk), board | {"seal": "x"}))
        assert "签名对不上" in page

    @pytest.mark.parametrize("ago", [6 * 60, 3 * 3600])
    def test_the_password_again_before_the_booth(self, box, fresh_user, ago):
        box.open()
        client = fresh_user(box.voters[0], ago)
        answer = client.get(url("_booth", box.vote.pk))
        assert answer.status_code == 302 and "/reauthenticate/" in answer["Location"]
        answer = self.cast(client, box)
        assert ("/reauthenticate/" in answer["Location"]) is (ago > 1800)
        assert SealedBallot.objects.count() == (0 if ago > 1800 else 1)

    def test_the_page_that_asks_for_it(self, box, as_user):
        user = box.voters[0]
        user.set_password("a long password")
        user.save()
        client, there = as_user(user), reverse("account_reauthenticate")
        back = url("_booth", 1)
        page = client.get(there, {"next": back})
        assert "再输一次密码" in words(page) and back in words(page)
        poor = client.post(there, {"password": "no", "next": back})
        assert poor.status_code == 200 and poor.context["form"].errors
        answer = client.post(there, {"password": "a long password", "next": back})
        assert answer["Location"] == back
        assert as_user().get(there).status_code == 302

    @pytest.mark.parametrize(
        "ciphertext",
        ["", "zz", "00", "0" * 673, "积", "0" * 3000],
        ids=["nothing", "letters", "short", "odd", "word", "long"],
    )
    def test_what_is_no_sealed_ballot(self, box, fresh_user, ciphertext):
        box.open()
        answer = self.cast(fresh_user(box.voters[0]), box, ciphertext=ciphertext)
        assert answer.status_code == 400 and not SealedBallot.objects.exists()

    def test_only_who_is_on_the_roll(self, box, fresh_user, as_user):
        box.open()
        for user in (box.world.resident, box.world.chair):
            client = fresh_user(user)
            assert client.get(url("_booth", box.vote.pk)).status_code == 404
            assert self.cast(client, box).status_code == 404
            assert client.get(url("_receipt", box.vote.pk)).status_code == 404
        assert as_user().get(url("_booth", box.vote.pk)).status_code == 302

    def test_not_before_and_not_after(self, box, fresh_user):
        box.frozen()
        box.key()
        client = fresh_user(box.voters[0])
        assert self.cast(client, box).status_code == 409
        clock.advance(days=1)
        sealed.vote_open(actor=box.chair, vote=box.vote)
        clock.advance(days=2)
        assert self.cast(client, box).status_code == 409


class TestBoard:
    def test_receipts_in_batches_and_the_state_only_after_the_close(self, box, as_user):
        box.voters = [box.voter(number) for number in range(21)]
        box.open()
        first = box.cast(box.voters[0], [[0], [1]])
        for voter in box.voters[:18]:
            box.cast(voter, [[1], [1]])
        visitor = as_user()
        page = words(visitor.get(url("", box.vote.pk)))
        assert "<code>" in page and first.receipt not in page
        box.cast(box.voters[18], [[1], [1]])
        assert first.receipt in words(visitor.get(url("", box.vote.pk)))
        look = {"receipt": f" {first.receipt[:12].upper()} "}
        assert "这张选票在票箱里" in words(visitor.get(url("", box.vote.pk), look))
        box.cast(box.voters[19], [[1], [1]])
        receipts = visitor.get(url("_receipts", box.vote.pk)).content.decode().split()
        assert len(receipts) == 20 and receipts == sorted(receipts)
        box.closed()
        assert "这张选票没有计入" in words(visitor.get(url("", box.vote.pk), look))
        receipts = visitor.get(url("_receipts", box.vote.pk)).content.decode().split()
        assert sealing.root_of(receipts) == box.vote.root and len(receipts) == 20
        for text, said in (("abc", "前八个"), ("0" * 12, "没有这张凭证"), ("积\x00", "前八个")):
            assert said in words(visitor.get(url("", box.vote.pk), {"receipt": text}))

    def test_who_voted_when_is_told_to_nobody(self, box, as_user):
        box.open()
        box.voters[0].name = "白费劲"
        box.voters[0].save()
        box.cast(box.voters[0], [[0], [1]])
        for user in (None, box.chair, box.world.people["street"]):
            page = words(as_user(user).get(url("", box.vote.pk)))
            assert "白费劲" not in page and "收到一张密封选票" not in page

    def test_from_the_close_to_the_empty_box(self, box, as_user):
        box.voters = [box.voter(number) for number in range(20)]
        box.open()
        for voter in box.voters:
            box.cast(voter, [[0], [1]])
        one, two = as_user(box.chair), as_user(box.second)
        pk = box.vote.pk
        assert one.get(url("_export", pk)).status_code == 409
        clock.advance(days=2)
        assert one.post(url("_step", pk, "close")).status_code == 302
        opened = sealing.ballots_open(one.get(url("_export", pk)).json(), box.seed)

        def file(data):
            return {"opened": io.BytesIO(json.dumps(data).encode())}

        assert one.get(url("_opened", pk)).status_code == 200
        for poor in (opened | {"valid": 3}, [], "积", {"a": [[[]]] * 9}):
            answer = one.post(url("_opened", pk), file(poor))
            assert answer.status_code == 400 and "opened" in answer.context["form"].errors
        broken = {"opened": io.BytesIO(b"\xff\x00{")}
        assert one.post(url("_opened", pk), broken).status_code == 400
        assert one.post(url("_opened", pk), file(opened)).status_code == 302
        assert two.post(url("_opened", pk), file(opened)).status_code == 302
        assert "称职" in words(one.get(url("", pk)))
        assert 'id="result"' not in words(as_user().get(url("", pk)))
        assert one.post(url("_step", pk, "publish")).status_code == 302
        assert 'id="result"' in words(as_user().get(url("", pk)))
        assert one.post(url("_destroy", pk)).status_code == 409
        clock.advance(days=30)
        assert one.post(url("_destroy", pk)).status_code == 302
        assert one.post(url("_destroy", pk)).status_code == 409
        assert two.post(url("_destroy", pk)).status_code == 302
        page = words(as_user().get(url("", pk)))
        assert "票箱已销毁" in page and 'id="result"' in page

    def test_paper_at_the_counter(self, box, as_user):
        box.open()
        entry = box.vote.entries.get(user=box.voters[0])
        one, two = as_user(box.chair), as_user(box.second)
        assert one.post(url("_paper", box.vote.pk, entry.pk)).status_code == 302
        assert "纸质票待复核" in words(two.get(url("_roll", box.vote.pk)))
        assert one.post(url("_paper", box.vote.pk, entry.pk)).status_code == 409
        assert two.post(url("_paper", box.vote.pk, entry.pk)).status_code == 302
        box.closed()
        form = one.get(url("_opened", box.vote.pk)).context["form"]
        assert [name for name in form.fields if name.startswith("paper")][:2] == [
            "paper_0_0",
            "paper_0_1",
        ]

    def test_the_tool_is_the_file_the_portal_runs(self, as_user):
        answer = as_user().get(url("_tool"))
        assert b"def ballots_open" in answer.content
        compile(answer.content, "sealing.py", "exec")
