"""The form of the archives."""

from django.utils.translation import gettext_lazy as _

from portal.forms.base import BaseForm, TextField


class PaperPlaceForm(BaseForm):
    """Where the signed paper lies."""

    paper_place = TextField(
        label=_("纸质存放"),
        max_length=60,
        required=False,
        help_text=_("例如：三号柜 2026 年第 2 盒。"),
    )
