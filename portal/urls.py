"""Routes of the pages on the common ground."""

from django.urls import path

from portal.views import (
    calendar,
    division_desk,
    divisions,
    exports,
    health,
    help,
    home,
    mailbox,
    notices,
    offline,
    papers,
    pictures,
    preferences,
    record,
    roles,
    rules,
)

app_name = "portal"
urlpatterns = [
    path("", home.HomeView.as_view(), name="home"),
    path("preferences/", preferences.PreferencesView.as_view(), name="preferences"),
    path("communities/", home.CommunityChoiceView.as_view(), name="communities"),
    path("communities/<int:pk>/", home.CommunityBoardView.as_view(), name="community_board"),
    path("divisions/", divisions.DivisionListView.as_view(), name="division_list"),
    path("divisions/<int:pk>/", divisions.DivisionDetailView.as_view(), name="division_detail"),
    path("map/", division_desk.DivisionDeskView.as_view(), name="division_map"),
    path("map/<int:pk>/", division_desk.DivisionDeskView.as_view(), name="division_desk"),
    path(
        "map/<int:pk>/<slug:name>/",
        division_desk.DivisionStepView.as_view(),
        name="division_step",
    ),
    path("exports/", exports.ExportListView.as_view(), name="exports"),
    path("exports/<int:pk>/", exports.ExportProgressView.as_view(), name="export_progress"),
    path("exports/<int:pk>/file/", exports.ExportFileView.as_view(), name="export_file"),
    path("calendar/", calendar.CalendarView.as_view(), name="calendar"),
    path(
        "calendar/<int:pk>/remove/", calendar.CalendarRemoveView.as_view(), name="calendar_remove"
    ),
    path("roles/", roles.RosterView.as_view(), name="roles"),
    path("roles/grant/", roles.RoleGrantView.as_view(), name="role_grant"),
    path("roles/<int:pk>/end/", roles.RoleEndView.as_view(), name="role_end"),
    path("pictures/<int:pk>/<slug:size>/", pictures.PictureView.as_view(), name="picture"),
    path("papers/<int:pk>/", papers.PaperView.as_view(), name="paper"),
    path("record/", record.RecordView.as_view(), name="record"),
    path("rules/", rules.RulesView.as_view(), name="rules"),
    path("help/", help.HelpView.as_view(), name="help"),
    path("help/<slug:slug>/", help.HelpTopicView.as_view(), name="help_topic"),
    path("specimen/", help.SpecimenView.as_view(), name="specimen"),
    path("notices/", notices.NoticeListView.as_view(), name="notices"),
    path("mailbox/", mailbox.MailboxView.as_view(), name="mailbox"),
    path("offline/", offline.OfflineView.as_view(), name="offline"),
    path("sw.js", offline.ServiceWorkerView.as_view(), name="service_worker"),
    path("healthz", health.AliveView.as_view(), name="healthz"),
    path("readyz", health.ReadyView.as_view(), name="readyz"),
    path("metrics", health.MetricsView.as_view(), name="metrics"),
]
