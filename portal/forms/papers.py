"""The form of a paper, and of hiding one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms.base import BaseForm, TextField


class PaperForm(BaseForm):
    """A PDF file and what it is called."""

    name = TextField(label=_("材料名称"), max_length=80)
    file = forms.FileField(
        label=_("PDF 文件"),
        help_text=_("最多 10 MB。文件里的脚本、表单和附件会被去掉。"),
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
    )
