"""Forms of terms, seats, rolls and the circles around the committee."""

from django import forms
from django.utils.translation import gettext_lazy as _

from committees.models import Ground, Kinship, Remit, Seat, SeatedBy
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


class TermForm(BaseForm):
    """A new term of the committee."""

    size = forms.IntegerField(label=_("组成人数"), help_text=_("主任、副主任和委员一共几席。"))
    term_from = day_field(_("任期自"))
    term_to = day_field(
        _("任期止"), required=False, help_text=_("不填时按法律规定的任期年数计算。")
    )


class SeatForm(BaseForm):
    """Who takes which seat, from when to when."""

    user = PersonField()
    seat = forms.ChoiceField(label=_("职务"), choices=Seat, initial=Seat.MEMBER)
    seated_by = forms.ChoiceField(label=_("产生方式"), choices=SeatedBy)
    is_woman = forms.BooleanField(label=_("女"), required=False)
    valid_from = day_field(_("任职自"), initial=clock.today)
    valid_to = day_field(_("任职止"), required=False, help_text=_("不填就是到本届任期届满为止。"))
    kin_declared = forms.BooleanField(
        label=_("与在任成员没有夫妻、直系血亲等近亲属关系"),
        error_messages={"required": _("请确认与在任成员没有近亲属关系。")},
    )


def grounds(*some: Ground) -> list[tuple[str, str]]:
    """A choice of grounds."""
    return [("", _("请选择")), *((ground.value, ground.label) for ground in some)]


class SeatEndForm(BaseForm):
    """Why and when a seat ends; a resignation names its meeting."""

    ground = forms.ChoiceField(
        label=_("终止原因"),
        choices=grounds(
            Ground.RESIGNATION,
            Ground.INCAPACITY,
            Ground.SENTENCE,
            Ground.DEATH,
        ),
    )
    meeting = forms.TypedChoiceField(
        label=_("同意辞职的会议"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("只在辞职时填写：经会议同意，辞职才生效。"),
    )
    on = day_field(_("自哪天起不再担任"), initial=clock.today)

    def __init__(self, *args, meetings=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.meetings = {row.pk: row for row in meetings}
        names = [
            (pk, f"{row.title}（{row.starts_at:%Y-%m-%d}）") for pk, row in self.meetings.items()
        ]
        self.fields["meeting"].choices = [("", _("不是辞职")), *names]

    def clean_meeting(self):
        """The meeting itself."""
        return self.meetings.get(self.cleaned_data["meeting"])


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


class SubCommitteeForm(BaseForm):
    """A sub-committee and its head."""

    remit = forms.ChoiceField(label=_("下属委员会"), choices=Remit)
    head = forms.TypedChoiceField(label=_("主任"), coerce=int)

    def __init__(self, *args, members=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.members = {row.pk: row for row in members}
        names = [(pk, row.user.name) for pk, row in self.members.items()]
        self.fields["head"].choices = [("", _("请选择")), *names]

    def clean_head(self):
        """The seat itself."""
        return self.members.get(self.cleaned_data["head"])
