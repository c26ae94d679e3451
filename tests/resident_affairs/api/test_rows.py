"""The rows of the API's list have the very shape of one issue in the API."""

import json

import pytest
from django.utils import translation
from rest_framework.renderers import JSONRenderer

from resident_affairs.api.rows import columns_of, rows_of
from resident_affairs.api.serializers import IssueOutput
from resident_affairs.models import Issue


def as_json(data):
    return json.loads(JSONRenderer().render(data))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("state", ["submitted", "in_progress", "settled", "closed"])
def test_a_row_is_the_serializers_row(world, issue_in, state, language):
    issue_in(state)
    with translation.override(language):
        whole = IssueOutput(Issue.objects.order_by("-id"), many=True).data
        rows = rows_of(list(columns_of(Issue.objects.order_by("-id"))))
        assert as_json(rows) == as_json(whole)


def test_a_row_masks_phones_in_titles(world, file_issue):
    file_issue(title="请打 13800001234 找我")
    rows = rows_of(list(columns_of(Issue.objects.all())))
    assert "13800001234" not in json.dumps(rows, ensure_ascii=False)
