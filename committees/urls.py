"""Routes of the pages."""

app_name = "committees"
urlpatterns = []
