"""What the common ground contributes to menu, landing page and board."""

from django.utils.translation import gettext_lazy as _

from portal.dashboards.menu import MenuEntry, menu_add

menu_add(
    MenuEntry(
        key="home",
        label=_("首页"),
        icon="house",
        url_name="portal:home",
        order=0,
        needs_login=False,
    ),
    MenuEntry(
        key="roles",
        label=_("任职名册"),
        icon="person-badge",
        url_name="portal:roles",
        order=60,
        permission="portal.view_people",
    ),
)
