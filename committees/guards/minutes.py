"""The guards of minutes: each answers None, or a sentence why not."""

from django.utils.translation import gettext as _


def actor_was_there(minutes, actor):
    """Only who was in the room knows what was said."""
    if actor is None or actor.pk not in minutes.present_ids:
        return _("只有到会的人可以审阅和签名。")
    return None


def not_signed_yet(minutes, actor):
    """One signature a person on each version."""
    if actor is not None and actor.pk in minutes.signer_ids:
        return _("您已经在这一稿上签名。")
    return None


def nothing_undecided(minutes, actor):
    """Every amendment gets an answer before the end."""
    if minutes.has_open_amendment:
        return _("还有没有答复的补正意见。")
    return None


def signed_enough(minutes, actor):
    """The one who chaired signs, and one more; the rest sign too, on their phone or on the sheet
    of paper, or let the period pass."""
    signed, on_paper = minutes.signer_ids, minutes.signed_on_paper
    if minutes.chaired_by_id not in signed:
        return _("主持人还没有签名。")
    there = len(minutes.present_ids) + len(minutes.unaccounted)
    if len(signed) + len(on_paper) < min(2, there):
        return _("除主持人外，至少还要一位到会人员签名。")
    everybody = minutes.present_ids <= signed and minutes.unaccounted <= on_paper
    if not everybody and not minutes.is_period_over:
        return _("还有人没有签名；审阅期满后才能定稿。")
    return None


def sheet_checked(minutes, actor):
    """A sheet somebody entered is compared before the end."""
    if minutes.has_open_sheet:
        return _("还有没有复核的签名页。")
    return None
