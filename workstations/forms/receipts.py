"""A bank's statement, as a file or pasted."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.forms.base import BaseForm, TextField, text_clean

MOST_BYTES = 1_000_000


class ReceiptsForm(BaseForm):
    """A CSV file, or the same lines pasted; ``cleaned_data["text"]`` holds them either way."""

    file = forms.FileField(label=gettext_lazy("CSV 文件"), required=False)
    text = TextField(
        label=gettext_lazy("或者粘贴在这里"),
        required=False,
        max_length=MOST_BYTES,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("每行：银行流水号,委托编号,金额（元）。第一行可以是表头。"),
    )

    def clean(self):
        """One of the two, in UTF-8 or GB 18030 as Chinese spreadsheets write it."""
        data = super().clean()
        file = data.get("file")
        if file:
            if file.size > MOST_BYTES:
                self.add_error("file", _("文件太大。"))
                return data
            data["text"] = _decoded(file.read())
            if not data["text"]:
                self.add_error("file", _("读不出文字，请存成 CSV（UTF-8）。"))
        elif not (data.get("text") or "").strip():
            self.add_error("text", _("请选择文件，或者粘贴内容。"))
        return data


def _decoded(content: bytes) -> str | None:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return text_clean(content.decode(encoding))
        except (UnicodeDecodeError, ValidationError):
            continue
    return None
