"""The guards of resolutions: each answers None, or a sentence why not."""

from django.utils.translation import gettext as _


def resolution_is_not_public_yet(resolution, actor):
    """What hangs on the board already is not hung twice."""
    if resolution.published_at:
        return _("决议已经公布过了。")
    return None
