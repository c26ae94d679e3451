"""How a version of a covenant or charter goes: drafted, adopted by a meeting, filed (§31)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from portal.kernel.workflow import Transition, Workflow, states


class CovenantStatus(TextChoices):
    """Where a version is."""

    DRAFT = "draft", _("草稿")
    ADOPTED = "adopted", _("已通过，待报备案")
    SUBMITTED = "submitted", _("已报街道备案")
    FILED = "filed", _("已备案")
    ORDERED = "ordered_to_correct", _("被责令改正")
    AMENDED = "amended", _("已改正")
    REPLACED = "replaced", _("已被新版取代")
    DROPPED = "dropped", _("未采用")


C = CovenantStatus
KEEP, FILE = "committees.keep_covenant", "committees.file_covenant"
HAND = "deliberation"
# Adopted and not yet overtaken: the text that residents live by.
IN_FORCE = (C.ADOPTED, C.SUBMITTED, C.FILED, C.ORDERED)
UNOBJECTED = (C.ADOPTED, C.SUBMITTED, C.FILED)


def _lift(state: CovenantStatus) -> Transition:
    """An order that was withdrawn leaves the version where it was."""
    return Transition(
        name=f"lift_{state.value}",
        label=_("撤回责令"),
        sources=states(C.ORDERED),
        target=state,
        permission=None,
        plain=_("责令改正被撤回，文本照旧"),
        hand="calm",
    )


COVENANT = Workflow(
    "covenant",
    CovenantStatus,
    CovenantStatus.DRAFT,
    (
        Transition(
            name="edit",
            label=_("修改草稿"),
            sources=states(C.DRAFT),
            target=None,
            permission=KEEP,
            plain=_("修改了草稿"),
            hand=HAND,
            form="draft",
            public=False,
        ),
        Transition(
            name="adopt",
            label=_("登记会议通过"),
            sources=states(C.DRAFT),
            target=C.ADOPTED,
            permission=KEEP,
            plain=_("会议通过了这一版，从此不再改动"),
            hand=HAND,
            form="adoption",
            style="primary",
        ),
        Transition(
            name="drop",
            label=_("不再采用"),
            sources=states(C.DRAFT),
            target=C.DROPPED,
            permission=KEEP,
            plain=_("草稿没有采用"),
            hand=HAND,
            style="danger",
            reason="required",
            public=False,
        ),
        Transition(
            name="submit",
            label=_("报街道备案"),
            sources=states(C.ADOPTED),
            target=C.SUBMITTED,
            permission=KEEP,
            plain=_("居委会报街道备案"),
            hand=HAND,
            style="primary",
        ),
        Transition(
            name="file",
            label=_("予以备案"),
            sources=states(C.SUBMITTED),
            target=C.FILED,
            permission=FILE,
            plain=_("街道已备案"),
            hand="calm",
            style="primary",
        ),
        Transition(
            name="order_correction",
            label=_("责令改正"),
            sources=states(*UNOBJECTED),
            target=C.ORDERED,
            permission=None,
            plain=_("街道依法责令改正，等居委会答复；文本没有改动"),
            hand=HAND,
        ),
        *(_lift(state) for state in UNOBJECTED),
        Transition(
            name="amend",
            label=_("改正"),
            sources=states(C.ORDERED),
            target=C.AMENDED,
            permission=None,
            plain=_("会议通过了改正后的新版"),
            hand=HAND,
        ),
        Transition(
            name="replace",
            label=_("由新版取代"),
            sources=states(*UNOBJECTED),
            target=C.REPLACED,
            permission=None,
            plain=_("会议通过了新版"),
            hand=HAND,
        ),
    ),
)
