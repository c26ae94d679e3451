"""The public board for machines: RSS of a community, and open data as CSV and JSON."""

import csv
import io

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext as _

from committees.selectors import disclosure_data as read
from committees.selectors.disclosures import entries_shown
from committees.selectors.places import community_of
from portal.access.mixins import PublicView
from portal.kernel.errors import NotFound
from portal.services.exports import cell_safe


def _cell(value) -> str:
    """A plain value as a table holds it: a list is one item a line, an amount "label fen"."""
    if isinstance(value, list):
        lines = [f"{v['label']} {v['fen']}" if isinstance(v, dict) else str(v) for v in value]
        return "\n".join(lines)
    return "" if value is None else str(value)


class FeedView(PublicView):
    """The newest entries as RSS 2.0."""

    def get(self, request, pk):
        """Titles, texts and links."""
        community = community_of(pk)
        address = request.build_absolute_uri(reverse("committees:disclosure_board", args=[pk]))
        feed = Rss201rev2Feed(
            title=f"{community.short_name} · {_('居务公开')}",
            link=address,
            description=_("居委会公开的事项"),
            language="zh-cn",
        )
        for entry in entries_shown(pk):
            self._add(feed, entry)
        return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)

    def _add(self, feed, entry):
        path = reverse("committees:disclosure", args=[entry.pk])
        feed.add_item(
            entry.title,
            self.request.build_absolute_uri(path),
            entry.text,
            unique_id=entry.reference,
            pubdate=entry.published_at,
            categories=[str(entry.get_disclosure_class_display())],
        )


class OpenDataView(PublicView):
    """Entries, resolutions or questions of a community: ``csv`` or ``json``."""

    def get(self, request, pk, what, shape):
        """The newest 5,000 rows; the JSON says whether there are more."""
        community = community_of(pk)
        names, rows, is_cut = read.open_rows(community.pk, what)
        if shape == "json":
            found = [dict(zip(names, row, strict=True)) for row in rows]
            return JsonResponse({"community": community.code, "rows": found, "is_cut": is_cut})
        if shape != "csv":
            raise NotFound()
        return self._csv(f"{community.code}-{what}.csv", names, rows)

    def _csv(self, filename, names, rows):
        text = io.StringIO()
        table = csv.writer(text)
        table.writerow(names)
        table.writerows([[cell_safe(_cell(value)) for value in row] for row in rows])
        # The mark tells a spreadsheet that this is UTF-8.
        answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="{filename}"'
        return answer
