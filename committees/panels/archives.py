"""What the archives contribute to the menu."""

from django.utils.translation import gettext_lazy as _

from committees.selectors.archives import VIEW
from portal.dashboards.menu import MenuEntry, menu_add

menu_add(
    MenuEntry(
        key="archives",
        group="open",
        label=_("档案"),
        icon="archive",
        url_name="committees:archive_home",
        order=70,
        permission=VIEW,
    )
)
