"""The handover of a term in the API: its checklist, written by one side and ticked by both."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from committees.models import HandoverKind
from committees.selectors import handovers as read
from committees.services import handovers as write
from committees.workflows import HandoverStatus
from portal.access.checker import access_of
from portal.api.acts import Act, by_pk, view_of
from portal.api.fields import CleanTextField
from portal.api.shapes import VersionInput

GIVES = "committees.hand_over"
MOST_FEN = 10**13


class HandoverLineOutput(serializers.Serializer):
    """One line: what goes over; who of either side has said so, and when."""

    id = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=HandoverKind.choices)
    contents = serializers.CharField()
    quantity = serializers.IntegerField(allow_null=True)
    balance_fen = serializers.IntegerField(allow_null=True)
    exception = serializers.CharField()
    given_at = serializers.DateTimeField(allow_null=True)
    received_at = serializers.DateTimeField(allow_null=True)


class HandoverOutput(serializers.Serializer):
    """A handover with its checklist."""

    id = serializers.IntegerField()
    reference = serializers.CharField()
    community = serializers.IntegerField(source="community_id")
    status = serializers.ChoiceField(choices=HandoverStatus.choices)
    version = serializers.IntegerField()
    due_on = serializers.DateField()
    completed_at = serializers.DateTimeField(allow_null=True)
    lines = HandoverLineOutput(many=True)


class HandoverLineInput(serializers.Serializer):
    """What one line hands over; money, of those lines that have it, in whole fen."""

    contents = CleanTextField(max_length=1000)
    quantity = serializers.IntegerField(
        min_value=0, max_value=2**31 - 1, required=False, default=None, allow_null=True
    )
    balance_fen = serializers.IntegerField(
        min_value=-MOST_FEN, max_value=MOST_FEN, required=False, default=None, allow_null=True
    )
    exception = CleanTextField(max_length=300, required=False, default="", allow_blank=True)


class HandoverTickInput(serializers.Serializer):
    """For which side."""

    side = serializers.ChoiceField(choices=sorted(write.PERMISSIONS))


class HandoverDetailApi(APIView):
    """One handover."""

    permission = read.VIEW

    @extend_schema(responses=HandoverOutput)
    def get(self, request, pk):
        """With its checklist."""
        return Response(HandoverOutput(read.handover_for(access_of(request.user), pk)).data)


def _line(access, pk: int, item: int) -> tuple:
    handover = read.handover_for(access, pk)
    return handover, read.handover_line_for(handover, item)


def _named(_access, found, _given) -> dict:
    handover, line = found
    return {"handover": handover, "item_id": line.pk}


def _written(_access, found, given) -> dict:
    return _named(None, found, None) | {"words": write.LineWords(**given)}


ACTS = (
    Act(
        path="handovers/<key:pk>/lines/<key:item>",
        permission=GIVES,
        says="The outgoing side writes what one line hands over, until a side has ticked it.",
        find=_line,
        shape=HandoverLineInput,
        words=_written,
        service=write.handover_line_write,
        out=HandoverLineOutput,
    ),
    Act(
        path="handovers/<key:pk>/lines/<key:item>/tick",
        permission=read.VIEW,
        says="One side says that a line has gone over; two sides are two people.",
        find=_line,
        shape=HandoverTickInput,
        takes=("side",),
        words=_named,
        service=write.handover_tick,
        out=HandoverLineOutput,
    ),
    Act(
        path="handovers/<key:pk>/complete",
        permission=read.VIEW,
        says="Everything has gone over.",
        find=by_pk(read.handover_for),
        noun="handover",
        shape=VersionInput,
        takes=("version",),
        service=write.handover_complete,
    ),
)
VIEWS = tuple((act.path, act.name, view_of(act)) for act in ACTS)
