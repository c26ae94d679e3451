"""The guards of handovers: each answers None, or a sentence why not."""

from django.utils.translation import gettext as _


def handover_is_ticked(handover, actor):
    """§25: everything goes over, and both sides say so."""
    left = [line for line in handover.lines if not line.is_done]
    if left:
        return _("还有 %(n)d 项没有双方确认。") % {"n": len(left)}
    return None
