"""The agreement of an entrusted affair as a paper: the signed text, both signatures, its hash."""

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.access.checker import Access
from portal.kernel.errors import NotFound
from portal.models import Record
from workstations.models import EntrustedAffair
from workstations.selectors.entrusted import VIEW, entrusted_for
from workstations.services.entrusted import agreement_intact
from workstations.workflows.entrusted import APPLY

SIGNS = ("sign_unit", "sign_street")


def agreement_for(access: Access, pk: int) -> EntrustedAffair:
    """The affair, for those who take part or watch, once its text is fixed; NotFound."""
    affair = entrusted_for(access, pk)
    inside = access.can(VIEW, affair) or access.can(APPLY, affair)
    if not inside or not affair.agreement_hash:
        raise NotFound()
    return affair


def agreement_data(affair: EntrustedAffair) -> dict:
    """What the template ``agreement`` reads; the signatures from the record, in their order."""
    title, *lines = affair.agreement.strip().splitlines()
    return {
        "title": title,
        "subtitle": affair.title,
        "issuer": affair.unit.name,
        "reference": affair.reference,
        "facts": [
            [_("委托单位"), affair.unit.name],
            [_("承办"), _("%(place)s社工站") % {"place": affair.community.short_name}],
        ],
        "lines": lines,
        "signed": _signatures(affair),
        "text_hash": affair.agreement_hash,
        "words": {
            "signed": _("双方签字"),
            "sign_head": [_("哪一方"), _("签字人"), _("时间")],
            "version": _version(affair),
            "hash": _("指纹（SHA-256）"),
        },
    }


def _signatures(affair: EntrustedAffair) -> list[list[str]]:
    # A text that was asked to be quoted anew was never signed: only the last of each counts.
    rows = Record.objects.of(affair).filter(verb__in=SIGNS, data__hash=affair.agreement_hash)
    sides = {"sign_unit": affair.unit.name, "sign_street": affair.subdistrict.name}
    found = {row.verb: row for row in rows.select_related("actor")}
    return [
        [sides[verb], found[verb].actor.name, _moment(found[verb].happened_at)]
        if verb in found
        else [sides[verb], _("待签"), ""]
        for verb in SIGNS
    ]


def _moment(moment) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")


def _version(affair: EntrustedAffair) -> str:
    number = Record.objects.of(affair).filter(verb="quote").count()
    state = _("文本与签字时一致") if agreement_intact(affair) else _("文本与签字时不一致")
    return _("第 %(n)d 稿 · %(state)s") % {"n": number, "state": state}
