"""The files one has asked for: the list, one row in the making, the file."""

from django.http import FileResponse
from django.shortcuts import render

from portal.access.mixins import PermissionView
from portal.kernel.errors import NotFound
from portal.selectors.exports import export_of, exports_of

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


class ExportListView(PermissionView):
    """One's own files, newest first; those in the making show their progress."""

    permission = "portal.use_portal"

    def get(self, request):
        """Up to thirty."""
        context = {"exports": exports_of(request.user)}
        return render(request, "portal/exports/list.html", context)


class ExportProgressView(PermissionView):
    """One file's row, asked for again by the page while it is being made."""

    permission = "portal.use_portal"

    def get(self, request, pk):
        """The fragment."""
        context = {"export": export_of(request.user, pk)}
        return render(request, "portal/exports/_row.html", context)


class ExportFileView(PermissionView):
    """The finished file, for the one who asked."""

    permission = "portal.use_portal"

    def get(self, request, pk):
        """As an attachment; 404 while it is not there."""
        export = export_of(request.user, pk)
        if not export.file:
            raise NotFound()
        ending = export.filename.rpartition(".")[2]
        return FileResponse(
            export.file.open("rb"),
            as_attachment=True,
            filename=export.filename,
            content_type=TYPES.get(ending, "application/octet-stream"),
        )
