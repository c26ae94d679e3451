"""Forms of posts, contracts, secondments and the person's own profile."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms.base import BaseForm, TextField
from portal.forms.widgets import DateInput, QuickSelect
from portal.kernel import clock
from portal.models import User
from workstations import labour
from workstations.models import Education, Employment, EndGround, PostKind, SecondmentKind
from workstations.services.contracts import ContractDraft
from workstations.services.secondments import SecondmentDraft

YES_NO = (("yes", _("同意")), ("no", _("不同意")))
# What somebody may end a contract on; that it expires is said by the calendar alone.
END_GROUNDS = [row for row in EndGround.choices if row[0] != EndGround.EXPIRED]


def _text(label, most: int, rows: int, **more) -> TextField:
    widget = forms.Textarea(attrs={"rows": rows})
    return TextField(label=label, max_length=most, widget=widget, **more)


class LoginForm(BaseForm):
    """A form that begins with the person meant."""

    login = TextField(label=_("用户名或手机号"), max_length=40)

    def clean_login(self) -> User:
        """The person."""
        user = User.objects.by_login(self.cleaned_data["login"])
        if user is None:
            raise forms.ValidationError(_("没有找到这个人。"), code="missing")
        return user


def _this_year():
    return labour.one_year_from(clock.today())


class ContractForm(LoginForm):
    """A hire: who, on which post, for how long."""

    post = forms.TypedChoiceField(label=_("岗位"), coerce=int, widget=QuickSelect())
    employment = forms.ChoiceField(label=_("用工形式"), choices=Employment)
    starts_on = forms.DateField(label=_("自"), widget=DateInput(), initial=clock.today)
    ends_on = forms.DateField(
        label=_("止"), widget=DateInput(), initial=_this_year, help_text=_("一年一聘。")
    )
    probation_until = forms.DateField(
        label=_("试用期至"),
        widget=DateInput(),
        required=False,
        help_text=_("一年期的合同最长两个月；没有试用期就不填。"),
    )

    def __init__(self, *args, posts=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.posts = {row.pk: row for row in posts}
        named = [(pk, f"{row.station.name} · {row.title}") for pk, row in self.posts.items()]
        self.fields["post"].choices = [("", _("请选择")), *named]

    def draft(self) -> ContractDraft:
        """For the service, once valid."""
        given = self.cleaned_data
        names = ("employment", "starts_on", "ends_on", "probation_until")
        words = {name: given[name] for name in names}
        return ContractDraft(post=self.posts[given["post"]], user=given["login"], **words)


class HireOpinionForm(BaseForm):
    """What the committee thinks of a hire or a renewal."""

    favours = forms.ChoiceField(label=_("居委会是否同意"), choices=YES_NO, widget=forms.RadioSelect)
    opinion = _text(_("理由"), 1000, 4)

    def clean_favours(self) -> bool:
        """True for yes."""
        return self.cleaned_data["favours"] == "yes"


class RenewForm(BaseForm):
    """The next term: fixed, or without an end."""

    open_ended = forms.ChoiceField(
        label=_("续签成什么合同"),
        choices=(("no", _("固定期限")), ("yes", _("无固定期限"))),
        widget=forms.RadioSelect,
    )
    ends_on = forms.DateField(label=_("止（固定期限填写）"), widget=DateInput(), required=False)
    fixed_by_request = forms.BooleanField(
        label=_("本人已书面要求签固定期限"), required=False, help_text=_("请把书面要求附在材料里。")
    )

    reason = _text(_("为什么续签（考核不合格要写）"), 500, 3, required=False)

    def __init__(self, *args, asks=False, explains=False, **kwargs):
        """``asks``: whether an open-ended contract must be considered; ``explains``: whether the
        last year was failed, so that the renewal wants a reason."""
        super().__init__(*args, **kwargs)
        if not asks:
            del self.fields["fixed_by_request"]
        if not explains:
            del self.fields["reason"]

    def clean_open_ended(self) -> bool:
        """True for without an end."""
        return self.cleaned_data["open_ended"] == "yes"


class EndForm(BaseForm):
    """Why and when it ends."""

    ground = forms.ChoiceField(label=_("终止依据"), choices=END_GROUNDS)
    last_day = forms.DateField(label=_("最后一天"), widget=DateInput())
    paid_instead = forms.BooleanField(label=_("另付一个月工资代替提前通知"), required=False)
    reason = _text(_("理由"), 500, 3)


class PostForm(BaseForm):
    """One more post."""

    title = TextField(label=_("岗位"), max_length=40)
    kind = forms.ChoiceField(label=_("类别"), choices=PostKind)
    planned = forms.IntegerField(label=_("编制人数"), min_value=1, max_value=50, initial=1)


class PostChangeForm(BaseForm):
    """Another name or number."""

    title = TextField(label=_("岗位"), max_length=40)
    planned = forms.IntegerField(label=_("编制人数"), min_value=1, max_value=50)


class SecondmentForm(LoginForm):
    """Somebody sent by a superior."""

    station = forms.TypedChoiceField(label=_("到哪个站"), coerce=int, widget=QuickSelect())
    kind = forms.ChoiceField(label=_("类别"), choices=SecondmentKind)
    sent_by = TextField(label=_("派出单位"), max_length=80)
    duty = TextField(label=_("到站做什么"), max_length=200)
    starts_on = forms.DateField(label=_("自"), widget=DateInput(), initial=clock.today)
    ends_on = forms.DateField(label=_("止"), widget=DateInput(), initial=_this_year)

    def __init__(self, *args, stations=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.stations = {row.pk: row for row in stations}
        named = [(pk, row.name) for pk, row in self.stations.items()]
        self.fields["station"].choices = [("", _("请选择")), *named]

    def draft(self) -> SecondmentDraft:
        """For the service, once valid."""
        given = self.cleaned_data
        names = ("kind", "sent_by", "duty", "starts_on", "ends_on")
        return SecondmentDraft(user=given["login"], **{name: given[name] for name in names})


class SecondmentEndForm(BaseForm):
    """Before its time."""

    last_day = forms.DateField(label=_("最后一天"), widget=DateInput(), initial=clock.today)
    reason = TextField(label=_("理由"), max_length=200)


class ProfileForm(BaseForm):
    """What somebody says of themselves; all of it may stay empty."""

    education = forms.ChoiceField(
        label=_("学历"), choices=[("", _("不填")), *Education.choices], required=False
    )
    major = TextField(label=_("专业"), max_length=60, required=False)
    skills = TextField(label=_("特长"), max_length=200, required=False)
    languages = TextField(
        label=_("语言"), max_length=100, required=False, help_text=_("例如普通话、昆明话、手语。")
    )
    is_party_member = forms.NullBooleanField(
        label=_("是否党员"),
        required=False,
        widget=forms.Select(choices=[("", _("不填")), ("true", _("是")), ("false", _("否"))]),
        help_text=_("只在选派党员时用得着，只有您和街道看得到。"),
    )
