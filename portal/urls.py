"""Routes of the pages on the common ground."""

from django.urls import path

from portal.views import health, home, preferences

app_name = "portal"
urlpatterns = [
    path("", home.HomeView.as_view(), name="home"),
    path("preferences/", preferences.PreferencesView.as_view(), name="preferences"),
    path("communities/<int:pk>/", home.CommunityBoardView.as_view(), name="community_board"),
    path("healthz", health.AliveView.as_view(), name="healthz"),
    path("readyz", health.ReadyView.as_view(), name="readyz"),
    path("metrics", health.MetricsView.as_view(), name="metrics"),
]
