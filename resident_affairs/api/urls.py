"""Routes of the API."""

from django.urls import path

from resident_affairs.api import transitions, views

app_name = "resident_affairs-api"
urlpatterns = [
    path("categories/", views.CategoryListApi.as_view(), name="categories"),
    path("tracking/", views.TrackApi.as_view(), name="tracking"),
    path("issues/", views.IssueListApi.as_view(), name="issues"),
    path("issues/similar/", views.SimilarApi.as_view(), name="similar"),
    path("issues/<int:pk>/", views.IssueDetailApi.as_view(), name="issue"),
    path("issues/<int:pk>/messages/", views.MessagesApi.as_view(), name="messages"),
    path("issues/<int:pk>/support/", views.SupportApi.as_view(), name="support"),
    path("issues/<int:pk>/following/", views.FollowApi.as_view(), name="following"),
    path("issues/<int:pk>/rating/", views.RatingApi.as_view(), name="rating"),
    *(
        path(f"issues/<int:pk>/{view.name}/", view.as_view(), name=view.name)
        for view in transitions.VIEWS
    ),
]
