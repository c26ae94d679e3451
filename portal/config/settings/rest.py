"""The API: closed by default, one form of error, cursor paging."""

REST_FRAMEWORK = {
    "DEFAULT_PERMISSION_CLASSES": ["portal.access.drf.ClosedByDefault"],
    "DEFAULT_AUTHENTICATION_CLASSES": [
        # Token first: its WWW-Authenticate makes a missing login 401 and not 403.
        "rest_framework.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "portal.api.paging.NewestFirst",
    "PAGE_SIZE": 20,
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "portal.api.errors.handle",
    "DEFAULT_THROTTLE_CLASSES": [
        "rest_framework.throttling.AnonRateThrottle",
        "rest_framework.throttling.UserRateThrottle",
    ],
    "DEFAULT_THROTTLE_RATES": {"anon": "120/min", "user": "1200/min", "track": "20/min"},
    "DEFAULT_PARSER_CLASSES": [
        "portal.api.parsers.SafeJSONParser",
        "rest_framework.parsers.MultiPartParser",
        "rest_framework.parsers.FormParser",
    ],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    # States and kinds that more than one shape names; each is called by its noun.
    "ENUM_NAME_OVERRIDES": {
        "WhistleStatusEnum": "workstations.workflows.WhistleStatus",
        "CaseStatusEnum": "workstations.workflows.CaseStatus",
        "CaseSourceEnum": "workstations.models.CaseSource",
        "WhistleKindEnum": "workstations.models.WhistleKind",
        "NoteKindEnum": "workstations.models.NoteKind",
        "LeaveKindEnum": "workstations.models.LeaveKind",
        "PetitionKindEnum": "workstations.models.petitions.PetitionKind",
        "MandateGroundEnum": "committees.models.Ground",
        "EndGroundEnum": "workstations.forms.contracts.END_GROUNDS",
        "RefusalGroundEnum": "workstations.models.petitions.RefusalGround",
    },
    "TITLE": "议行 API",
    "DESCRIPTION": "Issues, deliberation and execution of urban communities.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "COMPONENT_SPLIT_REQUEST": True,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "portal.api.schema.errors_document",
    ],
    "PATH_CONVERTER_OVERRIDES": {"key": {"type": "integer", "minimum": 0}},
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "ENUM_ADD_EXPLICIT_BLANK_NULL_CHOICE": False,
}
