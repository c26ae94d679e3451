"""Forms of terms, seats, rolls and the circles around the committee."""

from django import forms
from django.utils.translation import gettext_lazy as _

from committees.models import Ground, Kinship, Seat, SeatedBy
from portal.forms.base import BaseForm, TextField
from portal.forms.widgets import DateInput
from portal.kernel import clock
from portal.models import User

PERSON_HELP = _("填写此人的用户名或手机号，只找这一个人。")


class PersonField(TextField):
    """One person by user name or phone: never a list of all people."""

    def __init__(self, **more):
        words = {"label": _("用户名或手机号"), "help_text": PERSON_HELP, "max_length": 40}
        super().__init__(**(words | more))

    def clean(self, value):
        """The person, or None when left blank."""
        login = super().clean(value)
        if not login:
            return None
        user = User.objects.by_login(login)
        if user is None or not user.is_active:
            raise forms.ValidationError(_("没有找到这个人。"), code="missing")
        return user


def day_field(label, **more) -> forms.DateField:
    """A day."""
    return forms.DateField(label=label, widget=DateInput(), **more)


def pdf_field(**more) -> forms.FileField:
    """A PDF that proves it."""
    words = {
        "label": _("文件（PDF）"),
        "widget": forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
    }
    return forms.FileField(**(words | more))


class TermForm(BaseForm):
    """A running term from before the portal."""

    size = forms.IntegerField(label=_("组成人数"), help_text=_("主任、副主任和委员一共几席。"))
    term_from = day_field(_("任期自"))
    term_to = day_field(
        _("任期止"), required=False, help_text=_("不填时按法律规定的任期年数计算。")
    )
    document = pdf_field(help_text=_("选举结果公告或批复。只有登记人员能看。"))


def chosen(rows, label) -> tuple[dict, list]:
    """{id: row} and the choices of a select that may stay empty."""
    found = {row.pk: row for row in rows}
    return found, [("", label), *((pk, str(row)) for pk, row in found.items())]


def pick_field(label, **more) -> forms.TypedChoiceField:
    """A select of rows; the choices come with the form."""
    words = {"label": label, "required": False, "coerce": int, "empty_value": None}
    return forms.TypedChoiceField(**(words | more))


class SeatForm(BaseForm):
    """Who takes which seat, from when to when, and what seats them: an election or a decision.
    The administrator enters seats from before the portal, with a document."""

    user = PersonField()
    seat = forms.ChoiceField(label=_("职务"), choices=Seat, initial=Seat.MEMBER)
    seated_by = forms.ChoiceField(label=_("产生方式"), choices=SeatedBy)
    election = pick_field(
        _("是哪次选举的结果"), help_text=_("结果公布时还没有账号的当选人，在这里登记。")
    )
    resolution = pick_field(
        _("是哪项会议决定"), help_text=_("补选由居民会议或居民代表会议决定时，选那项决议。")
    )
    document = pdf_field(required=False, help_text=_("使用平台前已任职的，附当选证书或公告。"))
    is_woman = forms.BooleanField(label=_("女"), required=False)
    valid_from = day_field(_("任职自"), initial=clock.today)
    valid_to = day_field(_("任职止"), required=False, help_text=_("不填就是到本届任期届满为止。"))
    kin_declared = forms.BooleanField(
        label=_("与在任成员没有夫妻、直系血亲等近亲属关系"),
        error_messages={"required": _("请确认与在任成员没有近亲属关系。")},
    )

    def __init__(self, *args, elections=(), resolutions=(), before=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.elections, self.fields["election"].choices = chosen(elections, _("不是选举结果"))
        self.resolutions, self.fields["resolution"].choices = chosen(resolutions, _("不是会议决定"))
        ways = [SeatedBy.BEFORE] if before else [SeatedBy.ELECTION, SeatedBy.BY_ELECTION]
        self.fields["seated_by"].choices = [(way.value, way.label) for way in ways]
        for name in ("election", "resolution") if before else ("document",):
            del self.fields[name]

    def clean_election(self):
        """The election itself."""
        return self.elections.get(self.cleaned_data["election"])

    def clean_resolution(self):
        """The resolution itself."""
        return self.resolutions.get(self.cleaned_data["resolution"])


def grounds(*some: Ground) -> list[tuple[str, str]]:
    """A choice of grounds."""
    return [("", _("请选择")), *((ground.value, ground.label) for ground in some)]


class SeatEndForm(BaseForm):
    """Why and when a seat ends, and what proves it."""

    ground = forms.ChoiceField(
        label=_("终止原因"),
        choices=grounds(
            Ground.RESIGNATION,
            Ground.INCAPACITY,
            Ground.SENTENCE,
            Ground.DEATH,
        ),
    )
    resolution = pick_field(
        _("同意辞职的决议"),
        help_text=_("只在辞职时填写：经居民会议或居民代表会议同意，辞职才生效。"),
    )
    reference = TextField(
        label=_("文书或证明的文号"),
        max_length=120,
        required=False,
        help_text=_("丧失行为能力或被判处刑罚时填写文号和出具单位，不写病情和案情。不公开。"),
    )
    on = day_field(_("自哪天起不再担任"), initial=clock.today)

    def __init__(self, *args, resolutions=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.resolutions, self.fields["resolution"].choices = chosen(resolutions, _("不是辞职"))

    def clean_resolution(self):
        """The resolution itself."""
        return self.resolutions.get(self.cleaned_data["resolution"])


class KinForm(BaseForm):
    """Two people who are near kin."""

    one = PersonField(label=_("成员的用户名或手机号"))
    other = PersonField(label=_("亲属的用户名或手机号"))
    kinship = forms.ChoiceField(label=_("亲属关系"), choices=Kinship)


class RepresentativeForm(BaseForm):
    """A representative, with or without an account."""

    name = TextField(label=_("姓名"), max_length=40)
    group = forms.TypedChoiceField(
        label=_("居民小组"), required=False, coerce=int, empty_value=None
    )
    households = forms.IntegerField(label=_("代表户数"), max_value=32767)
    user = PersonField(
        label=_("登录账号（用户名或手机号）"),
        required=False,
        help_text=_("有账号的居民代表可以在网上表决；没有账号也可以登记。"),
    )
    valid_from = day_field(_("任职自"), initial=clock.today)
    valid_to = day_field(_("任职止"), required=False, help_text=_("不填就是到本届任期届满为止。"))

    def __init__(self, *args, groups=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.groups = {row.pk: row for row in groups}
        names = [(pk, row.name) for pk, row in self.groups.items()]
        self.fields["group"].choices = [("", _("不分小组")), *names]

    def clean_group(self):
        """The group itself."""
        return self.groups.get(self.cleaned_data["group"])


class EndForm(BaseForm):
    """Why and when a representative, overseer or delegate leaves."""

    ground = forms.ChoiceField(
        label=_("终止原因"),
        choices=grounds(Ground.RESIGNATION, Ground.MOVED, Ground.RECALL, Ground.DEATH),
    )
    on = day_field(_("自哪天起不再担任"), initial=clock.today)


class LeaderForm(BaseForm):
    """The leader of a residents' group, and the meeting that chose them."""

    group = forms.TypedChoiceField(label=_("居民小组"), coerce=int, empty_value=None)
    user = PersonField()
    meeting_on = day_field(_("小组会议日期"))
    entitled = forms.IntegerField(label=_("应到人数"), max_value=32767)
    present = forms.IntegerField(label=_("到会人数"), max_value=32767)
    votes = forms.IntegerField(label=_("同意人数"), max_value=32767)
    valid_from = day_field(_("任职自"), initial=clock.today)
    valid_to = day_field(_("任职止"), required=False, help_text=_("不填就是到本届任期届满为止。"))

    def __init__(self, *args, groups=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.groups, self.fields["group"].choices = chosen(groups, _("请选择"))

    def clean_group(self):
        """The group itself."""
        return self.groups.get(self.cleaned_data["group"])


class OversightForm(BaseForm):
    """A seat on the oversight committee."""

    user = PersonField()
    is_head = forms.BooleanField(label=_("主任"), required=False)
    valid_from = day_field(_("任职自"), initial=clock.today)
    valid_to = day_field(_("任职止"), required=False, help_text=_("不填就是到本届任期届满为止。"))
    kin_declared = forms.BooleanField(
        label=_("不是居委会成员的近亲属"),
        error_messages={"required": _("请确认与在任成员没有近亲属关系。")},
    )


class DelegateForm(BaseForm):
    """A resident unit and its delegate."""

    unit = TextField(label=_("单位名称"), max_length=60)
    name = TextField(label=_("代表姓名"), max_length=40)
    user = PersonField(label=_("登录账号（用户名或手机号）"), required=False)
    valid_from = day_field(_("任职自"), initial=clock.today)
    valid_to = day_field(_("任职止"), required=False, help_text=_("不填就是到本届任期届满为止。"))
