"""The category tree, for the administrator."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.access.mixins import PermissionView
from portal.forms.base import form_run
from resident_affairs.forms.categories import CategoryAddForm, CategoryForm
from resident_affairs.selectors.categories import categories_all, category_named
from resident_affairs.services.category_steps import FIELDS, category_add, category_change

PERMISSION = "resident_affairs.manage_categories"


def fields_of(data: dict) -> dict:
    """What the services take of a form."""
    return {name: data[name] for name in FIELDS if name in data}


class CategoryListView(PermissionView):
    """All of them, with route and deadline."""

    permission = PERMISSION

    def get(self, request):
        """The tree."""
        return render(request, "resident_affairs/categories/list.html", {"roots": categories_all()})


class CategoryAddView(PermissionView):
    """A new one."""

    permission = PERMISSION

    def get(self, request):
        """The empty form."""
        return self._page(CategoryAddForm(roots=categories_all()))

    def post(self, request):
        """Add it."""
        form = CategoryAddForm(request.POST, roots=categories_all())
        if form_run(form, self._add) is None:
            return self._page(form, 400)
        messages.success(request, _("已增加类别。"))
        return redirect("resident_affairs:category_list")

    def _add(self, data):
        parent = category_named(data["parent"]) if data["parent"] else None
        return category_add(
            actor=self.request.user, parent=parent, code=data["code"], **fields_of(data)
        )

    def _page(self, form, status=200):
        context = {"form": form, "title": _("增加类别")}
        return render(self.request, "resident_affairs/categories/form.html", context, status=status)


class CategoryChangeView(PermissionView):
    """Change one."""

    permission = PERMISSION

    def get(self, request, pk):
        """The form as it stands."""
        category = category_named(pk)
        initial = {name: getattr(category, name) for name in FIELDS}
        return self._page(category, CategoryForm(initial=initial, category=category))

    def post(self, request, pk):
        """Change it."""
        category = category_named(pk)
        form = CategoryForm(request.POST, category=category)
        changed = form_run(
            form,
            lambda data: category_change(actor=request.user, category=category, **fields_of(data)),
        )
        if changed is None:
            return self._page(category, form, 400)
        messages.success(request, _("已修改。新的诉求按它计时，已经受理的不变。"))
        return redirect("resident_affairs:category_list")

    def _page(self, category, form, status=200):
        context = {"form": form, "title": _("修改类别"), "category": category}
        return render(self.request, "resident_affairs/categories/form.html", context, status=status)
