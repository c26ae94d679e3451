"""Forms of polls: setting one, answering it, entering a paper answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from committees.forms.consultations import _moment
from committees.models.polls import PollKind, PollUnit
from committees.services.answers import PaperSlip
from committees.services.polls import PollDraft
from portal.forms.base import BaseForm, TextField

SCORES = [(n, str(n)) for n in range(1, 6)]


class PollForm(BaseForm):
    """A question."""

    question = TextField(label=_("问题"), max_length=200)
    kind = forms.ChoiceField(
        label=_("题型"), choices=PollKind, widget=forms.RadioSelect, initial="single"
    )
    options = TextField(
        label=_("选项"),
        max_length=1200,
        help_text=_("每行一个，最多十二个。"),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    least = forms.IntegerField(label=_("多选：至少选"), initial=1, min_value=1, max_value=12)
    most = forms.IntegerField(label=_("多选：最多选"), initial=1, min_value=1, max_value=12)
    unit = forms.ChoiceField(
        label=_("按什么计"), choices=PollUnit, widget=forms.RadioSelect, initial="person"
    )
    roll_size = forms.IntegerField(
        label=_("名册总数"),
        min_value=1,
        max_value=1_000_000,
        help_text=_("成年居民人数（或户数）。参与率按它算，发出后不能改。"),
    )
    opens_at = _moment(_("开始"), required=False, help_text=_("不填就是马上开始。"))
    closes_at = _moment(_("截止"))

    def draft(self) -> PollDraft:
        """As the service takes it."""
        data = dict(self.cleaned_data)
        for name in ("submit_key", "version"):
            data.pop(name)
        lines = [line.strip() for line in data.pop("options").splitlines()]
        return PollDraft(options=tuple(line for line in lines if line), **data)


class AnswerForm(BaseForm):
    """One answer to ``poll``, whatever its kind."""

    def __init__(self, *args, poll, **kwargs):
        super().__init__(*args, **kwargs)
        self.poll = poll
        self.options = [(option["id"], option["text"]) for option in poll.options]
        getattr(self, f"_ask_{poll.kind}")()
        if poll.unit == PollUnit.HOUSEHOLD:
            self.fields["door"] = TextField(
                label=_("门牌号"), max_length=60, help_text=_("每户一份，如“3栋2单元401”。")
            )

    def _ask_single(self):
        self.fields["answer"] = forms.TypedChoiceField(
            label=_("请选一项"), choices=self.options, coerce=int, widget=forms.RadioSelect
        )

    def _ask_multiple(self):
        numbers = {"least": self.poll.least, "most": self.poll.most}
        self.fields["answer"] = forms.TypedMultipleChoiceField(
            label=_("请选 %(least)d 至 %(most)d 项") % numbers,
            choices=self.options,
            coerce=int,
            widget=forms.CheckboxSelectMultiple,
        )

    def _ask_ranked(self):
        places = [("", "—")] + [(n, str(n)) for n in range(1, len(self.options) + 1)]
        for option, text in self.options:
            self.fields[f"option_{option}"] = forms.TypedChoiceField(
                label=text, choices=places, coerce=int, required=False, empty_value=None
            )

    def _ask_score(self):
        for option, text in self.options:
            self.fields[f"option_{option}"] = forms.TypedChoiceField(
                label=text, choices=SCORES, coerce=int, widget=forms.RadioSelect
            )

    def clean(self):
        """Two options cannot hold one place."""
        data = super().clean()
        if self.poll.kind == PollKind.RANKED:
            places = [data.get(f"option_{o}") for o, _text in self.options]
            given = [place for place in places if place]
            if not given or sorted(given) != list(range(1, len(given) + 1)):
                self.add_error(None, _("请从第 1 位起排，每一位只给一项。"))
        return data

    def content(self):
        """The answer as it is stored."""
        data = self.cleaned_data
        if self.poll.kind == PollKind.SINGLE:
            return [data["answer"]]
        if self.poll.kind == PollKind.MULTIPLE:
            return sorted(data["answer"])
        given = {o: data.get(f"option_{o}") for o, _text in self.options}
        if self.poll.kind == PollKind.SCORE:
            return {str(option): score for option, score in given.items()}
        return sorted((o for o, place in given.items() if place), key=lambda o: given[o])


class PaperForm(AnswerForm):
    """A paper answer of somebody."""

    name = TextField(label=_("姓名"), max_length=40)
    phone = TextField(
        label=_("手机号码"),
        max_length=11,
        required=False,
        help_text=_("用来和网上答卷核对，不会显示。"),
    )
    scan = forms.FileField(
        label=_("纸质答卷照片"), widget=forms.ClearableFileInput(attrs={"accept": "image/*"})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["phone"].required = self.poll.unit == PollUnit.PERSON
        self.order_fields([name for name in self.fields if name != "scan"])

    def slip(self) -> PaperSlip:
        """Whose it is."""
        data = self.cleaned_data
        return PaperSlip(name=data["name"], phone=data["phone"], door=data.get("door", ""))
