"""Who may do what with covenants, charters, guidance and orders to correct (§31, §40)."""

from django.utils.translation import gettext_lazy as _

from committees.policies.deliberation import LEADERS
from portal.access.policies import Policy, declare
from portal.models.divisions import Level
from portal.models.roles import Role

STREET = frozenset({Role.SUBDISTRICT_OFFICIAL})
DISTRICT = frozenset({Role.DISTRICT_OFFICIAL})
AT_STREET = frozenset({Level.SUBDISTRICT})
AT_DISTRICT = frozenset({Level.DISTRICT})

declare(
    Policy(
        name="committees.keep_covenant",
        label=_("起草居民公约和章程、登记通过、报备案"),
        roles=LEADERS,
    ),
    Policy(
        name="committees.file_covenant",
        label=_("备案居民公约和章程"),
        roles=STREET,
        levels=AT_STREET,
    ),
    Policy(
        name="committees.give_guidance",
        label=_("给居委会写指导意见（没有约束力）"),
        roles=STREET,
        levels=AT_STREET,
    ),
    Policy(name="committees.answer_guidance", label=_("答复街道的指导意见"), roles=LEADERS),
    Policy(
        name="committees.order_correction",
        label=_("依法责令改正（只限法定情形，不改动文本）"),
        roles=STREET,
        levels=AT_STREET,
    ),
    Policy(name="committees.answer_correction", label=_("答复责令改正"), roles=LEADERS),
    Policy(
        name="committees.rule_correction",
        label=_("裁定对责令改正的异议"),
        roles=DISTRICT,
        levels=AT_DISTRICT,
    ),
)
