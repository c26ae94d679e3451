"""The category tree as it is chosen from, and a guess from what somebody types."""

from dataclasses import dataclass, field

from django.core.cache import cache

from portal.kernel.errors import NotFound
from resident_affairs.models import Category

TREE_KEY, TREE_SECONDS = "category-tree", 30


@dataclass(frozen=True)
class Root:
    """A root with its active leaves, for a grouped choice."""

    category: Category
    leaves: list = field(default_factory=list)

    @property
    def heading_id(self) -> str:
        """The id of its heading on a page."""
        return f"root-{self.category.code}"


def category_tree() -> list[Root]:
    """The active roots with their active leaves, kept for half a minute: nearly every page of
    issues needs them, and they change a few times a year."""
    return cache.get_or_set(TREE_KEY, _category_tree, TREE_SECONDS)


def _category_tree() -> list[Root]:
    """As it stands now; one statement."""
    rows = _grouped(Category.objects.filter(is_active=True))
    return [root for root in rows if root.leaves]


def _grouped(rows) -> list[Root]:
    rows = list(rows.order_by("position", "id"))
    roots = {row.pk: Root(row) for row in rows if row.parent_id is None}
    for row in rows:
        if row.parent_id in roots:
            roots[row.parent_id].leaves.append(row)
    return list(roots.values())


def category_tree_forget() -> None:
    """Read the tree again at the next question."""
    cache.delete(TREE_KEY)


def categories_all() -> list[Root]:
    """Every root with all its leaves, out of use too, for whoever sets them; one statement."""
    return _grouped(Category.objects.all())


def category_named(pk: int) -> Category:
    """One category, in use or not; NotFound."""
    found = Category.objects.filter(pk=pk).select_related("parent").first()
    if found is None:
        raise NotFound()
    return found


def category_leaf(pk) -> Category | None:
    """One active leaf, or None."""
    leaves = (leaf for root in category_tree() for leaf in root.leaves)
    return next((leaf for leaf in leaves if str(leaf.pk) == str(pk)), None)


def category_guess(text: str, tree: list[Root] | None = None) -> Category | None:
    """The leaf whose keywords say most about ``text``; longer words weigh more, the later word
    breaks a tie (where comes first, what follows). None when nothing fits."""
    best, best_score = None, (0, -1)
    for root in category_tree() if tree is None else tree:
        for leaf in root.leaves:
            places = [(word, text.find(word)) for word in leaf.keywords.split()]
            found = [(word, place) for word, place in places if place >= 0]
            if not found:
                continue
            score = (sum(len(word) ** 2 for word, _place in found), max(p for _w, p in found))
            if score > best_score:
                best, best_score = leaf, score
    return best
