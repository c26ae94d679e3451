"""The receipt somebody takes home from the counter."""

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from portal.services.documents import document_render


def receipt_data(issue, track_url: str) -> dict:
    """What the receipt says, as plain words; no phone, and only a masked name."""
    contact = getattr(issue, "contact", None)
    name = contact.name if contact else ""
    facts = [
        {"label": _("标题"), "value": issue.title},
        {"label": _("内容"), "value": issue.text},
        {"label": _("类别"), "value": str(issue.category.label)},
        {"label": _("登记时间"), "value": _moment(issue.created_at)},
        {"label": _("办理期限"), "value": _moment(issue.due_at)},
        {"label": _("反映人"), "value": f"{name[:1]}**" if name else ""},
    ]
    return {
        "title": _("诉求登记回执"),
        "subtitle": issue.community.short_name,
        "issuer": issue.community.short_name,
        "reference": issue.reference,
        "facts": [fact for fact in facts if fact["value"]],
        "text": "",
        "how_to_track": _(
            "查询进度：打开 %(path)s，填写上面的编号和手机号码后四位；也可以到社区服务窗口询问。"
        )
        % {"path": track_url},
    }


def receipt_pdf(issue, track_url: str) -> bytes:
    """The same as PDF."""
    data = receipt_data(issue, track_url)
    data["facts"] = [[fact["label"], fact["value"]] for fact in data["facts"]]
    return document_render("receipt", data)


def _moment(moment) -> str:
    return formats.date_format(timezone.localtime(moment), "Y-m-d H:i") if moment else ""
