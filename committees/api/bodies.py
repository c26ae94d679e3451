"""The bodies of a community in the API: who sits where; seating, and the roll of
representatives."""

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from committees.api import body_shapes as shapes
from committees.api.shared_bodies import person_of, picked
from committees.api.views import checked
from committees.selectors import representatives as reps
from committees.selectors import terms as read
from committees.selectors.places import community_for, community_of
from committees.selectors.who import groups_with_people
from committees.services import bodies as write
from committees.services import representatives as roll
from committees.services.seat_grounds import SeatGround
from portal.access.checker import access_of

SEATS = "committees.manage_membership"
KEEP = "committees.manage_bodies"


def _of(rows, data: dict, field: str):
    """The row that ``field`` names, taken out of ``data``, or None."""
    pk = data.pop(field, None)
    return None if pk is None else picked(rows, pk, field)


class BodiesApi(APIView):
    """Who is who around the committee of one community."""

    is_public = True

    @extend_schema(responses=shapes.BodiesOutput)
    def get(self, request, pk):
        """Of one community."""
        page = read.bodies_page(community_of(pk))
        term, circles = page.term, page.circles
        return Response(
            {
                "community": pk,
                "committee": term.committee.pk if term else None,
                "vacant": term.vacant if term else None,
                "oversight": [row.user.name for row in circles.oversight],
                "sub_committees": {
                    row.remit: row.head_now.user.name if row.head_now else None
                    for row in circles.sub_committees
                },
                "sub_committee_members": {
                    row.remit: [seat.name for seat in row.seats_now]
                    for row in circles.sub_committees
                },
                "delegates": {row.unit: row.name for row in circles.delegates},
                "groups": groups_with_people(page.community),
            }
        )


class SeatApi(APIView):
    """Seat a member."""

    permission = SEATS

    @extend_schema(request=shapes.SeatInput, responses={201: shapes.SeatOutput})
    def post(self, request, pk):
        """Seat them on the committee in office of a community."""
        access = access_of(request.user)
        committee = read.committee_kept(access, SEATS, community_for(access, SEATS, pk))
        data = checked(shapes.SeatInput, request)
        data["user"] = person_of(data.pop("login"))
        data["ground"] = SeatGround(
            election=_of(read.elections_announced(committee), data, "election"),
            resolution=_of(read.decisions_wider(pk), data, "resolution"),
        )
        seat = write.member_seat(actor=request.user, committee=committee, **data)
        return Response(shapes.SeatOutput(seat).data, status=201)


class SeatEndApi(APIView):
    """End a seat."""

    permission = SEATS

    @extend_schema(request=shapes.SeatEndInput, responses=shapes.SeatOutput)
    def post(self, request, pk):
        """Recall and appraisal are refused: their results end a seat themselves."""
        seat = read.membership_for(access_of(request.user), SEATS, pk)
        data = checked(shapes.SeatEndInput, request)
        rows = read.decisions_wider(seat.committee.community_id)
        data["resolution"] = _of(rows, data, "resolution")
        done = write.member_unseat(actor=request.user, membership=seat, **data)
        return Response(shapes.SeatOutput(done).data)


class RepresentativesApi(APIView):
    """The roll of representatives of one community; registering one."""

    permission = KEEP

    @extend_schema(responses=shapes.RepresentativeOutput(many=True))
    def get(self, request, pk):
        """Those in office."""
        community = community_for(access_of(request.user), KEEP, pk)
        rows = reps.representatives_in_office(community.pk)
        return Response(shapes.RepresentativeOutput(rows, many=True).data)

    @extend_schema(request=shapes.RepresentativeInput, responses={201: shapes.RepresentativeOutput})
    def post(self, request, pk):
        """The same submit_key returns the same one."""
        community = community_for(access_of(request.user), KEEP, pk)
        data = checked(shapes.RepresentativeInput, request)
        login = data.pop("login", "")
        if login:
            data["user"] = person_of(login)
        if "group" in data:
            data["group"] = picked(reps.groups_of(community), data["group"], "group")
        row = roll.representative_add(actor=request.user, community=community, **data)
        return Response(shapes.RepresentativeOutput(row).data, status=201)


class RepresentativeEndApi(APIView):
    """End a representative's term."""

    permission = KEEP

    @extend_schema(request=shapes.RepresentativeEndInput, responses=shapes.RepresentativeOutput)
    def post(self, request, pk):
        """End it."""
        row = reps.representative_for(access_of(request.user), KEEP, pk)
        data = checked(shapes.RepresentativeEndInput, request)
        done = roll.representative_end(actor=request.user, representative=row, **data)
        return Response(shapes.RepresentativeOutput(done).data)
