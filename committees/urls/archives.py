"""Routes of the archives."""

from django.urls import path

from committees.views import archives, judgements

ROUTES = [
    path("archives/", archives.ArchiveHomeView.as_view(), name="archive_home"),
    path("communities/<key:pk>/archives/", archives.ArchiveView.as_view(), name="archives"),
    path(
        "communities/<key:pk>/archives/file/",
        archives.ArchiveFileView.as_view(),
        name="archives_file",
    ),
    path("communities/<key:pk>/archives/volume/", archives.VolumeView.as_view(), name="volume_ask"),
    path("archives/<key:pk>/", archives.ArchiveItemView.as_view(), name="archive_item"),
    path("archives/<key:pk>/paper.pdf", archives.ArchivePaperView.as_view(), name="archive_paper"),
    path("archives/<key:pk>/judge/", judgements.JudgementView.as_view(), name="archive_judge"),
    path("archives/<key:pk>/place/", archives.ArchivePlaceView.as_view(), name="archive_place"),
]
