"""Pictures, served only after the right is asked again; never the bytes that were sent in."""

from django.http import FileResponse

from portal.access.mixins import PublicView
from portal.kernel.errors import NotFound
from portal.selectors.pictures import picture_file


class PictureView(PublicView):
    """/pictures/<pk>/full/ and /thumb/; whoever may read the affair may open its pictures."""

    def get(self, request, pk, size):
        """The JPEG, kept in the person's own cache for an hour."""
        if size not in {"full", "thumb"}:
            raise NotFound()
        try:
            file = picture_file(self.access, pk, size).open()
        except FileNotFoundError as error:  # the row outlived its file: a broken restore
            raise NotFound() from error
        answer = FileResponse(file, content_type="image/jpeg")
        answer["Content-Disposition"] = f'inline; filename="picture-{pk}.jpg"'
        answer["X-Content-Type-Options"] = "nosniff"
        answer["Cache-Control"] = "private, max-age=3600"
        return answer
