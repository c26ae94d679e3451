"""Forms of sealed votes: what is asked, the roll, the key, what was opened, and the booth."""

import json

from django import forms
from django.utils.translation import gettext_lazy as _

from committees.models import SealedKind
from portal.forms.base import BaseForm, TextField

MOMENT = {"type": "datetime-local"}
MOST_BYTES = 8 * 1024 * 1024


def _moment(label) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs=MOMENT, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget)


def lines_of(text: str) -> list[str]:
    """The lines of a text that are not empty."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class QuestionForm(BaseForm):
    """One question."""

    text = TextField(label=_("问题"), max_length=120)
    options = TextField(
        label=_("选项"),
        max_length=800,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("每行一个，二到十二个。"),
    )
    least = forms.IntegerField(
        label=_("最少选几项"), min_value=0, max_value=12, initial=1, help_text=_("0 = 可以弃权。")
    )
    most = forms.IntegerField(label=_("最多选几项"), min_value=1, max_value=12, initial=1)

    def question(self) -> dict:
        """For the service, once valid."""
        given = self.cleaned_data
        words = {"text": given["text"], "options": lines_of(given["options"])}
        return words | {"least": given["least"], "most": given["most"]}


class SealedForm(QuestionForm):
    """A sealed vote with its first question; that of an appraisal asks of its members, that of a
    motion for or against it."""

    kind = forms.ChoiceField(
        label=_("用途"),
        choices=[row for row in SealedKind.choices if row[0] != SealedKind.APPRAISAL],
        widget=forms.RadioSelect,
        initial=SealedKind.CONSULTATION,
        help_text=_("选举和罢免依法用纸质选票，不能在网上投。"),
    )
    title = TextField(label=_("名称"), max_length=60)
    opens_at = _moment(_("开始"))
    closes_at = _moment(_("截止"))
    field_order = ["kind", "title", "text", "options", "least", "most", "opens_at", "closes_at"]

    def __init__(self, *args, appraisal=None, consultation=None, motion=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.about = {"appraisal": appraisal, "consultation": consultation, "motion": motion}
        if appraisal is not None or motion is not None:
            for name in ("kind", "text", "options", "least", "most"):
                del self.fields[name]
            self.fields["title"].initial = (appraisal or motion).title[:60]
        elif consultation is not None:
            self.fields["kind"].choices = [(SealedKind.CONSULTATION, _("无记名协商"))]
            self.fields["title"].initial = consultation.title
            self.fields["text"].initial = consultation.question[:120]

    def words(self) -> dict:
        """For the draft, once valid."""
        given = self.cleaned_data
        named = {name: given[name] for name in ("title", "opens_at", "closes_at")}
        if self.about["appraisal"] is not None:
            return named | self.about | {"kind": SealedKind.APPRAISAL, "questions": []}
        if self.about["motion"] is not None:
            return named | self.about | {"kind": SealedKind.REPRESENTATIVES, "questions": []}
        return named | self.about | {"kind": given["kind"], "questions": [self.question()]}


class NamesForm(BaseForm):
    """People without an account: they vote on paper."""

    names = TextField(
        label=_("只在现场用纸质选票投票的人"),
        max_length=21000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("没有账号、不用手机的人：每行一个姓名。"),
    )


class TrialForm(BaseForm):
    """The public key, to make a trial ballot of it."""

    public_key = TextField(
        label=_("公钥"),
        max_length=140,
        widget=forms.Textarea(attrs={"rows": 3, "autocapitalize": "none", "spellcheck": "false"}),
        help_text=_("离线工具 keygen 打印的一百三十位字符（public.txt）。"),
    )


class KeyForm(TrialForm):
    """The key, who holds the shares, and the proof that three of them open."""

    trustees = TextField(
        label=_("五位保管人"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("每行一位：姓名，空一格，身份。例如：王秀英 居民观察员"),
    )
    trial_opened = TextField(
        label=_("试开的内容"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
        help_text=_("三位保管人用离线工具 trial 打开试票后打印的字符。"),
    )

    def holders(self) -> list[dict]:
        """[{"name", "office"}, …], once valid."""
        pairs = [line.partition(" ") for line in lines_of(self.cleaned_data["trustees"])]
        return [
            {"name": name[:40], "office": office.strip()[:40]} for name, _space, office in pairs
        ]


class OpenedForm(BaseForm):
    """The file that the offline tool wrote, and what the paper ballots say."""

    opened = forms.FileField(
        label=_("开箱结果文件"),
        help_text=_("离线工具 open 写出的 JSON 文件。两个人各自录入，一致才有效。"),
        widget=forms.FileInput(attrs={"accept": "application/json,.json"}),
    )

    def __init__(self, *args, vote, paper=0, **kwargs):
        super().__init__(*args, **kwargs)
        self.names = []
        if not paper:
            return
        number = {"inputmode": "numeric"}
        for at, question in enumerate(vote.questions):
            names = [f"paper_{at}_{option}" for option in range(len(question["options"]))]
            for name, option in zip(names, question["options"], strict=True):
                label = _("纸质票：%(question)s — %(option)s")
                self.fields[name] = forms.IntegerField(
                    label=label % {"question": question["text"], "option": option},
                    min_value=0,
                    max_value=paper,
                    widget=forms.NumberInput(attrs=number),
                )
            self.names.append(names)

    def paper(self) -> list[list[int]]:
        """For each question its counts on paper, once valid; empty where nobody voted so."""
        return [[self.cleaned_data[name] for name in names] for names in self.names]

    def rule_error(self, error) -> None:
        """What is wrong with the paper ballots belongs to the first of their fields."""
        if error.field == "paper" and self.names:
            error.field = self.names[0][0]
        super().rule_error(error)

    def clean_opened(self) -> dict:
        """The file as data."""
        upload = self.cleaned_data["opened"]
        if upload.size > MOST_BYTES:
            raise forms.ValidationError(_("文件太大，最多 8 MB。"), code="too_large")
        try:
            return json.loads(upload.read().decode("utf-8"))
        except (ValueError, RecursionError) as error:
            words = _("这不是离线工具写出的文件。")
            raise forms.ValidationError(words, code="broken") from error


class BallotForm(BaseForm):
    """What the booth sends: never a choice, only what the voter's own device has sealed."""

    ciphertext = forms.RegexField(
        r"\A[0-9a-f]{2,2000}\Z", widget=forms.HiddenInput, max_length=2000
    )

    def sealed(self) -> bytes:
        """The bytes, once valid; an odd one too few is for the service to refuse."""
        text = self.cleaned_data["ciphertext"]
        return bytes.fromhex(text[: len(text) // 2 * 2])
