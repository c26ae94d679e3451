"""Forms of elections: calling one, its committee, the roll, candidates, proxies, the count."""

from django import forms
from django.utils.translation import gettext_lazy as _

from committees.forms.bodies import PersonField, day_field
from committees.models import ElectionForm, ElectionKind, NearKin, Seat, VoidGround
from committees.models.candidates import NominatedBy
from committees.models.counts import InvalidBallot
from committees.services.candidates import Nomination
from committees.services.election_counts import RECALL_VOTES, Sheet
from committees.services.elections import ElectionPlan
from portal.forms.base import BaseForm, TextField

SEATS = {"chairs": Seat.CHAIR, "vice_chairs": Seat.VICE_CHAIR, "members": Seat.MEMBER}


def long_field(label, length: int, rows: int = 4, **more) -> TextField:
    """Some lines of text."""
    area = forms.Textarea(attrs={"rows": rows})
    return TextField(label=label, max_length=length, widget=area, **more)


def count_field(label, **more) -> forms.IntegerField:
    """A number of people or papers."""
    given = {"min_value": 0, "max_value": 1_000_000} | more
    return forms.IntegerField(label=label, **given)


def numbers_of(text: str) -> list[int]:
    """Numbers of a roll, however they are separated; ValidationError for anything else."""
    parts = text.replace("，", ",").replace("、", ",").replace("\n", ",").split(",")
    given = [part.strip() for part in parts if part.strip()]
    if not all(part.isascii() and part.isdecimal() and len(part) < 9 for part in given):
        raise forms.ValidationError(_("只写序号，用逗号隔开。"), code="invalid")
    return [int(part) for part in given]


class CallForm(BaseForm):
    """What an election is to be."""

    kind = forms.ChoiceField(
        label=_("种类"), choices=[(k.value, k.label) for k in list(ElectionKind)[:2]]
    )
    form = forms.ChoiceField(label=_("选举方式"), choices=ElectionForm)
    title = TextField(label=_("名称"), max_length=60)
    election_day = day_field(_("选举日"), help_text=_("名单至少要提前二十天公布。"))
    polling_place = TextField(label=_("投票地点"), max_length=120)
    chairs = count_field(_("主任应选"), initial=1, max_value=1)
    vice_chairs = count_field(_("副主任应选"), initial=1, max_value=9)
    members = count_field(_("委员应选"), initial=3, max_value=9)
    term_from = day_field(_("新一届任期自"), required=False, help_text=_("补选不填。"))
    is_seen = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def plan(self) -> ElectionPlan:
        """What the services take."""
        given = self.cleaned_data
        names = ("kind", "form", "title", "election_day", "polling_place", "term_from")
        posts = {seat: given[name] for name, seat in SEATS.items()}
        return ElectionPlan(posts=posts, **{name: given[name] for name in names})


class OfficerForm(BaseForm):
    """Somebody of the election committee."""

    user = PersonField()
    is_head = forms.BooleanField(label=_("担任选举委员会主任"), required=False)


class NominationForm(BaseForm):
    """One name for one post."""

    post = forms.TypedChoiceField(label=_("职务"), coerce=int)
    number = forms.IntegerField(label=_("名单上的序号"), min_value=1)
    nominated_by = forms.ChoiceField(label=_("提名方式"), choices=NominatedBy)
    nominators = TextField(
        label=_("联名选民的序号"),
        max_length=1000,
        required=False,
        help_text=_("用逗号隔开，例如：3, 17, 28。"),
    )
    user = PersonField(required=False, label=_("被提名人的用户名或手机号"))
    is_woman = forms.BooleanField(label=_("女"), required=False)
    introduction = long_field(_("本人介绍（公开）"), 1000, required=False)

    def __init__(self, *args, posts=(), party_only=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.posts = {row.pk: row for row in posts}
        self.fields["post"].choices = [(pk, str(row)) for pk, row in self.posts.items()]
        if party_only:
            self.fields["nominated_by"].choices = [NominatedBy.choices[0]]
            del self.fields["nominators"]

    def clean_nominators(self):
        """As numbers."""
        return numbers_of(self.cleaned_data["nominators"])

    def nomination(self) -> Nomination:
        """What the services take."""
        given = dict(self.cleaned_data)
        names = ("number", "nominated_by", "user", "is_woman", "introduction")
        return Nomination(
            post=self.posts[given["post"]],
            nominators=given.get("nominators", ()),
            **{name: given[name] for name in names},
        )


class CandidateForm(BaseForm):
    """What becomes of a nomination."""

    decision = forms.ChoiceField(
        label=_("审查结果"),
        choices=[
            ("qualified", _("资格合格")),
            ("refused", _("资格不合格")),
            ("withdrawn", _("本人放弃")),
        ],
        widget=forms.RadioSelect,
    )
    has_accepted = forms.BooleanField(label=_("本人已书面同意作候选人"), required=False)
    barred = forms.ChoiceField(
        label=_("不合格的情形"), required=False, help_text=_("资格不合格时选择。")
    )
    why = TextField(label=_("理由"), max_length=200, required=False)

    def __init__(self, *args, grounds=(), only_withdraws=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["barred"].choices = [("", "—"), *dict(grounds).items()]
        if only_withdraws:
            self.fields["decision"].choices = self.fields["decision"].choices[2:]
            self.fields["decision"].initial = "withdrawn"
            del self.fields["has_accepted"], self.fields["barred"]


class LinkForm(BaseForm):
    """The account that gets the seat."""

    user = PersonField()


class ProxyForm(BaseForm):
    """A written proxy, by the two numbers of the roll."""

    giver = forms.IntegerField(label=_("委托人的序号"), min_value=1)
    holder = forms.IntegerField(label=_("受托人的序号"), min_value=1)
    kinship = forms.ChoiceField(
        label=_("受托人是委托人的"), help_text=_("只能委托近亲属；不公布是什么关系。")
    )
    reason = TextField(label=_("外出原因"), max_length=100)
    scan = forms.FileField(
        label=_("委托书照片"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
        help_text=_("纸质委托书要收存；也可以拍一张附上。"),
    )

    def __init__(self, *args, kin=None, **kwargs):
        """``kin`` as the rules' ``proxy`` has it: which kin may vote for somebody, or None."""
        super().__init__(*args, **kwargs)
        if kin is None:
            del self.fields["kinship"]
            return
        kinds = [(code, NearKin(code).label) for code in kin["kinds"]]
        self.fields["kinship"].choices = [("", _("请选择")), *kinds]


class RevokeForm(BaseForm):
    """Why a proxy is taken back."""

    why = TextField(label=_("理由"), max_length=100)


class DayForm(BaseForm):
    """Another election day."""

    election_day = day_field(_("新的选举日"), help_text=_("名单至少要提前二十天公布。"))


class MeetingForm(BaseForm):
    """When and where the candidates meet the residents."""

    at = forms.DateTimeField(
        label=_("时间"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
    )
    place = TextField(label=_("地点"), max_length=120)


class VoidForm(BaseForm):
    """What the district found, and when the seats are voted on anew."""

    ground = forms.ChoiceField(
        label=_("用的什么手段"), choices=VoidGround, widget=forms.RadioSelect
    )
    candidates = forms.TypedMultipleChoiceField(
        label=_("谁的当选无效"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("一个也不选，就是全部。"),
    )
    finding = long_field(_("查明的事实（公开，不写个人信息）"), 2000)
    election_day = day_field(_("重新选举的日子"), help_text=_("名单至少要提前二十天公布。"))

    def __init__(self, *args, winners=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["candidates"].choices = [
            (row.pk, f"{row.name}（{row.post.get_seat_display()}）") for row in winners
        ]
        if not winners:
            del self.fields["candidates"]


class TurnoutForm(BaseForm):
    """Ballots given out by now."""

    issued = count_field(_("到现在共发出选票"))


class SheetForm(BaseForm):
    """One person's count, figure by figure."""

    issued = count_field(_("发出选票"))
    returned = count_field(_("收回选票"))

    def __init__(self, *args, standing=None, mine=None, **kwargs):
        super().__init__(*args, **kwargs)
        for reason in InvalidBallot:
            label = _("无效票：%(why)s") % {"why": reason.label}
            self.fields[f"invalid_{reason.value}"] = count_field(label, initial=0)
        self.keys = {}
        if standing is None:
            words = {"for": _("赞成罢免"), "against": _("反对罢免"), "abstain": _("弃权")}
            for name in RECALL_VOTES:
                self.fields[name] = count_field(words[name])
                self.keys[name] = name
        for post, rows in (standing or {}).items():
            for row in rows:
                label = f"{post.get_seat_display()}：{row.name}"
                self.fields[f"votes_{row.pk}"] = count_field(label)
                self.keys[f"votes_{row.pk}"] = str(row.pk)
        self._fill(mine)

    def _fill(self, mine) -> None:
        if mine is None:
            return
        self.initial |= {"issued": mine.issued, "returned": mine.returned}
        self.initial |= {f"invalid_{name}": count for name, count in mine.invalid.items()}
        self.initial |= {name: mine.votes.get(key) for name, key in self.keys.items()}

    def sheet(self) -> Sheet:
        """What the services take."""
        given = self.cleaned_data
        invalid = {reason.value: given[f"invalid_{reason.value}"] for reason in InvalidBallot}
        return Sheet(
            issued=given["issued"],
            returned=given["returned"],
            invalid={name: count for name, count in invalid.items() if count},
            votes={key: given[name] for name, key in self.keys.items()},
        )


class AnnounceForm(BaseForm):
    """When those who were not elected yet are voted on again."""

    runoff_day = day_field(_("另行选举的日子"))


class DefenceForm(BaseForm):
    """What the person said."""

    defence = long_field(_("本人的申辩（放弃申辩也要写明）"), 2000, rows=6)


class ComplaintForm(BaseForm):
    """What went wrong."""

    text = long_field(
        _("反映的问题"), 2000, rows=6, help_text=_("只有区里看得到，不转给被反映的人。")
    )


class ComplaintAnswerForm(BaseForm):
    """What the district found."""

    answer = long_field(_("处理结果（公开）"), 2000, rows=6)
