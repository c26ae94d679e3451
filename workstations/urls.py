"""Routes of the pages."""

app_name = "workstations"
urlpatterns = []
