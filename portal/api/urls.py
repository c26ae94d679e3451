"""Routes of the API on the common ground."""

from django.urls import path

from portal.api import accounts, divisions, notices, record, roles

app_name = "portal-api"
urlpatterns = [
    path("tokens/", accounts.TokenCreateApi.as_view(), name="tokens"),
    path("divisions/", divisions.DivisionListApi.as_view(), name="divisions"),
    path("divisions/search/", divisions.DivisionSearchApi.as_view(), name="division-search"),
    path(
        "divisions/<slug:scheme>/<slug:code>/",
        divisions.DivisionByCodeApi.as_view(),
        name="division-by-code",
    ),
    path("notices/", notices.NoticeListApi.as_view(), name="notices"),
    path("notices/seen/", notices.NoticeSeenApi.as_view(), name="notices-seen"),
    path("roles/", roles.RoleListApi.as_view(), name="roles"),
    path("roles/<key:pk>/end/", roles.RoleEndApi.as_view(), name="role-end"),
    path("record/heads/", record.HeadListApi.as_view(), name="record-heads"),
    path("record/batches/", record.BatchListApi.as_view(), name="record-batches"),
    path("me/", accounts.MeApi.as_view(), name="me"),
]
