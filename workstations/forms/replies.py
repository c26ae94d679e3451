"""The form of a wording for replies."""

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext, gettext_lazy

from portal.forms.base import BaseForm, TextField
from workstations.forms.plans import PickField
from workstations.services.replies import ReplyDraft
from workstations.wording import PLACEHOLDERS


def _help() -> str:
    known = " ".join(f"{{{name}}}" for name in PLACEHOLDERS)
    return gettext("花括号里的会换成任务里的内容：%(known)s") % {"known": known}


class ReplyForm(BaseForm):
    """Name, category, words."""

    title = TextField(label=gettext_lazy("名称"), max_length=40)
    category = PickField(label=gettext_lazy("用于哪类诉求"), required=False)
    text = TextField(
        label=gettext_lazy("用语"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=lazy(_help, str)(),
    )

    def __init__(self, *args, categories=(), **kwargs):
        super().__init__(*args, **kwargs)
        words = {"label": lambda row: row.label, "group": lambda row: row.parent or ""}
        self.fields["category"].offer(categories, gettext("不限类别"), **words)

    def draft(self) -> ReplyDraft:
        """For the service, once valid."""
        return ReplyDraft(
            **{name: self.cleaned_data[name] for name in ("title", "category", "text")}
        )


def reply_initial(reply) -> dict:
    """What the form shows of one that stands."""
    return {name: getattr(reply, name) for name in ("title", "category", "text")}
