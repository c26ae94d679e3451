"""Logging in by user name or phone, and signing up as a resident."""

from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import SignupForm as AllauthSignupForm
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.access.checker import access_of
from portal.forms.base import TextField
from portal.forms.roles import PlaceField
from portal.forms.widgets import QuickSelect
from portal.models import Division, Role, User
from portal.models.accounts import PHONE
from portal.selectors.boards import communities_served
from portal.services.accounts import resident_register

# Posts that carry nobody else's affairs: their holders may stay logged in.
AT_HOME = frozenset({Role.RESIDENT, Role.GROUP_LEADER, Role.RESIDENT_REP})


class LoginForm(AllauthLoginForm):
    """User name or phone, and the password; stays on the page with what was typed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"] = TextField(
            label=_("用户名或手机号"),
            max_length=40,
            widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
        )
        self.fields["password"].label = _("密码")
        self.fields["password"].widget.attrs.pop("placeholder", None)
        self.fields.pop("remember", None)

    def login(self, request, redirect_url=None):
        """People in office log in anew each working day; residents stay for a week."""
        response = super().login(request, redirect_url)
        person = access_of(request.user)
        if any(post.role not in AT_HOME for post in person.posts):
            request.session.set_expiry(settings.OFFICE_SESSION_AGE)
        return response


class SignupForm(AllauthSignupForm):
    """A resident signs up: name, phone, community, password."""

    name = TextField(
        label=_("姓名"),
        max_length=40,
        help_text=_("公开页面上不会出现您的姓名。"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = TextField(
        label=_("手机号码"),
        max_length=11,
        validators=[PHONE],
        help_text=_("用来登录和查询进度，不会公开。"),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "numeric"}),
    )
    community = PlaceField(
        label=_("您住在哪个社区"),
        queryset=Division.objects.none(),
        empty_label=_("请选择"),
        widget=QuickSelect(),
    )
    field_order = ["name", "phone", "community", "password1"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = communities_served().select_related("parent")
        # One thing less to invent: residents log in by phone, the adapter makes a user name.
        self.fields.pop("username")
        self.fields["password1"].label = _("密码")
        self.fields["password1"].help_text = _("至少 8 位，不要全是数字。")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)

    def clean_phone(self) -> str:
        """One phone, one account."""
        phone = self.cleaned_data["phone"]
        if User.objects.filter(phone=phone).exists():
            raise forms.ValidationError(_("这个手机号已经注册过，请直接登录。"), code="taken")
        return phone

    def save(self, request):
        """The new resident, with the role in the community they chose."""
        user = super().save(request)
        resident_register(
            user=user,
            name=self.cleaned_data["name"],
            phone=self.cleaned_data["phone"],
            community=self.cleaned_data["community"],
        )
        return user
