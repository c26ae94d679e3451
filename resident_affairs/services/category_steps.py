"""Setting the category tree from a screen."""

from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel.errors import RuleViolated
from portal.services.records import record_append
from resident_affairs.models import Category
from resident_affairs.selectors.categories import category_tree_forget

MANAGE = "resident_affairs.manage_categories"
FIELDS = (
    "name",
    "name_en",
    "default_route",
    "deadline_amount",
    "deadline_unit",
    "keywords",
    "position",
    "is_active",
)


@transaction.atomic
def category_add(*, actor, parent: Category | None, code: str, **fields) -> Category:
    """A new leaf below the root ``parent``, or a new root. RuleViolated on ``code`` (taken) or
    ``parent`` (leaves have no leaves)."""
    access_of(actor).require(MANAGE)
    if parent is not None and parent.parent_id:
        raise RuleViolated(_("只能放在大类下面。"), field="parent", code="depth")
    if Category.objects.filter(code=code).exists():
        raise RuleViolated(_("这个代码已在使用。"), field="code", code="taken")
    icon = parent.icon if parent else "chat-left-text"
    category = Category.objects.create(code=code, parent=parent, icon=icon, **fields)
    _recorded(category, "category_added", actor, fields)
    return category


@transaction.atomic
def category_change(*, actor, category: Category, **fields) -> Category:
    """Change a category; issues that are filed keep the deadline they were told."""
    access_of(actor).require(MANAGE)
    category = Category.objects.select_for_update().get(pk=category.pk)
    changed = {name: value for name, value in fields.items() if getattr(category, name) != value}
    for name, value in changed.items():
        setattr(category, name, value)
    if changed:
        category.save(update_fields=list(changed))
        _recorded(category, "category_changed", actor, changed)
    return category


def _recorded(category: Category, verb: str, actor, fields: dict) -> None:
    record_append(subject=category, verb=verb, actor=actor, data={"set": fields})
    transaction.on_commit(category_tree_forget)
