"""Keeping a filter of the task list under a name, and giving it up: the person's own alone."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.kernel.errors import NotFound, RuleViolated
from portal.models import User
from workstations.models import SavedFilter
from workstations.models.saved_filters import MOST_FILTERS
from workstations.selectors.tasks import TaskFilter


@transaction.atomic
def filter_save(*, actor, name: str, wanted: TaskFilter) -> SavedFilter:
    """Keep ``wanted``. RuleViolated on ``name``: empty or longer than 20, taken already, nothing to
    keep, or twenty are kept; also when two pages keep the twentieth at once."""
    name = name.strip()
    if not name or len(name) > 20:
        raise RuleViolated(_("名称要有 1 到 20 个字。"), field="name", code="length")
    if not wanted.said:
        raise RuleViolated(_("先选一个条件再存。"), field="name", code="nothing")
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=actor.pk)
    if SavedFilter.objects.filter(user=actor).count() >= MOST_FILTERS:
        words = _("最多存 20 个，请先删去不用的。")
        raise RuleViolated(words, field="name", code="too_many")
    try:
        with transaction.atomic():
            return SavedFilter.objects.create(user=actor, name=name, wanted=wanted.said)
    except IntegrityError as error:
        raise RuleViolated(_("已经有一个叫这个名字的。"), field="name", code="taken") from error


@transaction.atomic
def filter_drop(*, actor, pk: int) -> None:
    """Give one's own up; NotFound for anybody else's."""
    gone, _rows = SavedFilter.objects.filter(user=actor, pk=pk).delete()
    if not gone:
        raise NotFound()
