"""What everything with a term shares: ``[valid_from, valid_to)``, and the ground it ended on."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock


class TermQuerySet(models.QuerySet):
    """Holders by time."""

    def active(self, on=None):
        """Those in office on the date ``on`` (default today)."""
        on = on or clock.today()
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on), valid_from__lte=on)


class Ground(models.TextChoices):
    """Why a mandate ends. ``GROUND_ARTICLES`` says by which article."""

    RESIGNATION = "resignation", _("辞职")
    INCAPACITY = "incapacity", _("丧失行为能力")
    SENTENCE = "sentence", _("被判处刑罚")
    APPRAISAL = "appraisal", _("连续两次被评议为不称职")
    RECALL = "recall", _("被罢免")
    TERM_OVER = "term_over", _("任期届满")
    DEATH = "death", _("去世")
    VOID = "void", _("当选无效")
    MOVED = "moved", _("迁出或不再代表")
    DISSOLVED = "dissolved", _("所在的下属委员会已撤销")


class SeatedBy(models.TextChoices):
    """How somebody came to a seat."""

    ELECTION = "election", _("选举产生")
    BY_ELECTION = "by_election", _("补选产生")
    BEFORE = "before", _("使用本平台前已任职")


class Term(models.Model):
    """A place held for a time."""

    valid_from = models.DateField(_("任职自"))
    valid_to = models.DateField(_("任职止"), null=True, blank=True)
    ended_ground = models.CharField(
        _("终止原因"), max_length=16, choices=Ground, blank=True, editable=False
    )

    objects = TermQuerySet.as_manager()

    class Meta:
        abstract = True
