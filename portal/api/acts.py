"""What may be done by API, as a table: each row becomes one documented ``POST``.

A row says where it is, which permission its door asks for, what it is done to, in which shape the
words come, and which service does it. The rules stay with the service and the workflow, so that a
program may do what a person may do on a page, in the same states, and is refused in the same words.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial

from django import forms
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import APIView

from portal.access.checker import Access, access_of
from portal.api.shapes import ReasonInput, RemarkInput, VersionInput, posted
from portal.kernel.errors import DomainError
from portal.kernel.workflow import Workflow
from portal.services.transitions import transitions_offered

BY_REASON = {"": VersionInput, "optional": RemarkInput, "required": ReasonInput}


class SubjectOutput(serializers.Serializer):
    """What was done it to: where it stands now. ``version`` goes with the next step."""

    id = serializers.IntegerField(source="pk")
    reference = serializers.CharField(default="")
    status = serializers.CharField()
    version = serializers.IntegerField()


class StepOutput(serializers.Serializer):
    """A step that the person holds the permission for."""

    name = serializers.CharField(source="step.name")
    label = serializers.CharField(source="step.label")
    is_open = serializers.BooleanField()
    why_closed = serializers.CharField()


def _nothing(*_given) -> dict:
    return {}


@dataclass(frozen=True, kw_only=True)
class Act:
    """One thing that may be done.

    path        below the version of the API, without slashes around: "whistles/<key:pk>/finish"
    permission  what the door asks for; the service asks again for the very thing
    says        one sentence for whoever reads the documentation
    service     called with ``actor``, the thing under ``noun``, ``takes`` and ``words``
    shape       what comes in; made by shape_of() where ``form`` is a page's form
    form        the page's form, which checks what the shape cannot know; None = the shape suffices
    offers      (access, thing) → what the form offers to choose from, as its keyword arguments
    find        (access, what the address names) → the thing; NotFound
    named       fields of the shape that name the thing where the address does not
    words       (access, thing, form or data) → further keyword arguments of the service
    told        the service's names of fields → those of the shape
    """

    path: str
    permission: str
    says: str
    service: Callable
    shape: type[serializers.Serializer] = VersionInput
    out: type[serializers.Serializer] = SubjectOutput
    form: Callable[..., forms.Form] | None = None
    offers: Callable[..., dict] = _nothing
    find: Callable | None = None
    noun: str = ""
    named: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    words: Callable[..., dict] = _nothing
    told: dict[str, str] = field(default_factory=dict)
    makes: bool = False
    many: bool = False

    @property
    def name(self) -> str:
        """``whistles-finish``: the route's name, and the operation's."""
        parts = [part for part in self.path.split("/") if not part.startswith("<")]
        return "-".join([*parts, "create"] if len(parts) == 1 else parts)


def by_pk(select: Callable, *more) -> Callable:
    """A ``find`` by the id in the address: ``select(access, pk, *more)``."""
    return lambda access, pk: select(access, pk, *more)


def plain_acts(
    path: str, workflow: Workflow, names: Iterable[str], service: Callable, **usual
) -> tuple[Act, ...]:
    """The steps that want a reason at most, each with the door of its row in the table.

    ``service`` takes ``name``, ``remark`` and ``version`` beside the thing; ``usual`` is what the
    rows share (find, noun, out, and ``permission`` where the thing itself says who may).
    """
    return tuple(_plain(path, workflow[name], service, usual) for name in sorted(names))


def _plain(path: str, step, service, usual: dict) -> Act:
    given = {"permission": step.permission} | usual
    shape = BY_REASON[step.reason]
    return Act(
        path=f"{path}/<key:pk>/{step.name.replace('_', '-')}",
        says=f"Take the step “{step.name.replace('_', ' ')}”.",
        service=partial(service, name=step.name),
        shape=shape,
        takes=("version",) if shape is VersionInput else ("remark", "version"),
        **given,
    )


def post_of(act: Act) -> Callable:
    """The ``post`` of a view that carries ``act`` out."""
    status = 201 if act.makes else 200
    out = act.out(many=True) if act.many else act.out

    @extend_schema(
        operation_id=act.name.replace("-", "_"),
        request=act.shape,
        responses={status: out},
        description=act.says,
    )
    def post(self, request, **where):
        done = _carry_out(act, access_of(request.user), request.data, where)
        return Response(act.out(done, many=act.many).data, status=status)

    return post


def view_of(act: Act) -> type[APIView]:
    """The view of one act."""
    words = {"__doc__": act.says, "__module__": __name__, "act": act}
    return type(_camel(act.name), (APIView,), words | _door(act))


def with_act(view: type[APIView], act: Act) -> type[APIView]:
    """``view``, which reads a list, and ``act``, which adds to it, at one address."""
    permission = {"GET": view.permission, "POST": act.permission}
    words = {"__doc__": view.__doc__, "__module__": __name__, "act": act}
    return type(view.__name__, (view,), words | _door(act) | {"permission": permission})


def _door(act: Act) -> dict:
    return {"permission": act.permission, "post": post_of(act)}


def _camel(name: str) -> str:
    return "".join(part.title() for part in name.split("-")) + "Api"


def steps_view(path: str, permission: str, find: Callable) -> type[APIView]:
    """What the person may do now with one thing of ``path``, and why a step is closed."""

    @extend_schema(
        operation_id=f"{path}_transitions".replace("-", "_"), responses=StepOutput(many=True)
    )
    def get(self, request, pk):
        offers = transitions_offered(find(access_of(request.user), pk), request.user)
        return Response(StepOutput(offers, many=True).data)

    words = {"__doc__": steps_view.__doc__, "__module__": __name__}
    return type(
        _camel(f"{path}-transitions"), (APIView,), words | {"permission": permission, "get": get}
    )


def _carry_out(act: Act, access: Access, data, where: dict):
    """Find, read, check, do. What is foreign is 404 before anything is said of what was sent."""
    thing = act.find(access, **where) if act.find and where else None
    sent = act.shape(data=data)
    sent.is_valid(raise_exception=True)
    if act.find and not where:
        named = {name: sent.validated_data.get(name) for name in act.named}
        thing = act.find(access, **named)
    given = sent.validated_data if act.form is None else _filled(act, access, thing, sent)
    taken = given if act.form is None else given.cleaned_data
    words = {name: taken[name] for name in act.takes} | ({act.noun: thing} if act.noun else {})
    try:
        words |= act.words(access, thing, given)
        return act.service(actor=access.user, **words)
    except DomainError as error:
        error.field = _api_name(act, error.field)
        raise


def _filled(act: Act, access: Access, thing, sent) -> forms.Form:
    """The page's form, filled in and found right; ValidationError at the API's fields."""
    data = posted(sent)
    form = act.form(data, **act.offers(access, thing))
    form.sent = sent.validated_data
    if not form.is_valid():
        wrong = {}
        for key, errors in form.errors.as_data().items():
            name = api_settings.NON_FIELD_ERRORS_KEY if key == "__all__" else _api_name(act, key)
            wrong[name] = [
                ErrorDetail(message, one.code or "invalid")
                for one in errors
                for message in one.messages
            ]
        raise ValidationError(wrong)
    return form


def _api_name(act: Act, name: str | None) -> str | None:
    """The shape's name of a field that the form or the service calls ``name``."""
    form_names = {key: api for api, key in getattr(act.shape, "told", {}).items()}
    return (form_names | act.told).get(name, name)
