"""Forms of sub-committees: the head, a member with a term, and the decision that dissolves it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from committees.forms.bodies import PersonField, chosen, day_field, pick_field
from committees.models import Remit
from portal.forms.base import BaseForm, TextField
from portal.kernel import clock


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


class SubSeatForm(BaseForm):
    """A member beside the head: by their account, or by name."""

    user = PersonField(label=_("登录账号（用户名或手机号）"), required=False)
    name = TextField(
        label=_("姓名"), max_length=40, required=False, help_text=_("没有账号的人填写姓名。")
    )
    valid_from = day_field(_("任职自"), initial=clock.today)
    valid_to = day_field(_("任职止"), required=False, help_text=_("不填就是到本届任期届满为止。"))


class DissolveForm(BaseForm):
    """By which decision, from which day."""

    resolution = pick_field(_("撤销它的决议"), help_text=_("居委会会议通过、还没有废止的决议。"))
    on = day_field(_("自哪天起撤销"), initial=clock.today)

    def __init__(self, *args, resolutions=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.resolutions, self.fields["resolution"].choices = chosen(resolutions, _("请选择"))

    def clean_resolution(self):
        """The resolution itself."""
        return self.resolutions.get(self.cleaned_data["resolution"])
