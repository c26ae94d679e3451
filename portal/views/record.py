"""The public record: the seals of each day, and how anybody checks them."""

from django.shortcuts import render

from portal.access.mixins import PublicView
from portal.selectors.record import batches_newest, record_heads


class RecordView(PublicView):
    """The daily heads and the newest batches."""

    def get(self, request):
        """Fifty batches at a time."""
        before = request.GET.get("before", "")
        start = int(before) if before.isdecimal() and len(before) < 16 else None
        batches = batches_newest(start)
        context = {"batches": batches[:50], "heads": [] if start else record_heads(7)}
        if len(batches) > 50:
            context["next_url"] = f"?before={batches[49].number}"
        return render(request, "portal/record.html", context)
