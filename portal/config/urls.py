"""All routes: each app's pages and API, by string only."""

from django.urls import include, path, re_path
from django.views.i18n import set_language

from portal.api.errors import UnroutedView
from portal.kernel.routes import routes

urlpatterns = [
    routes("", "portal.urls"),
    routes("", "resident_affairs.urls"),
    routes("", "committees.urls"),
    routes("", "workstations.urls"),
    path("accounts/", include("portal.views.login_urls")),
    path("i18n/setlang/", set_language, name="set_language"),
    path("api/", include("portal.api.root_urls")),
    routes("api/v1/", "portal.api.urls"),
    routes("api/v1/", "resident_affairs.api.urls"),
    routes("api/v1/", "committees.api.urls"),
    routes("api/v1/", "workstations.api.urls"),
    re_path(r"^api/", UnroutedView.as_view(), name="api-unrouted"),
]

handler400 = "portal.views.errors.unreadable"
handler403 = "portal.views.errors.forbidden"
handler404 = "portal.views.errors.missing"
handler500 = "portal.views.errors.broken"
