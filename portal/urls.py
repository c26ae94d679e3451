"""Routes of the pages."""

app_name = "portal"
urlpatterns = []
