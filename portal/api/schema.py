"""What the OpenAPI schema says of errors: one form, the same for every operation."""

STATUSES = {
    "400": "What was sent cannot be read or breaks a rule; each error names its field.",
    "401": "Nobody is logged in.",
    "403": "The person may not do this here.",
    "404": "Missing, or not this person's to see; the two look alike.",
    "405": "Another method is wanted.",
    "409": "Another state than this step needs, a stale version, or somebody was quicker.",
    "413": "The body is too large.",
    "415": "Another content type is wanted.",
    "429": "Too many requests.",
}
ERROR = {
    "type": "object",
    "required": ["code", "detail", "attr"],
    "properties": {
        "code": {"type": "string"},
        "detail": {"type": "string", "description": "In the reader's language."},
        "attr": {"type": "string", "nullable": True, "description": "The field, if one is meant."},
    },
}
ERRORS = {
    "type": "object",
    "required": ["type", "errors"],
    "properties": {
        "type": {"type": "string", "enum": ["validation_error", "client_error", "server_error"]},
        "errors": {"type": "array", "items": {"$ref": "#/components/schemas/Error"}},
        "extra": {"type": "object", "additionalProperties": {}},
    },
}


def errors_document(result, generator, request, public):
    """A postprocessing hook: every operation may answer with any of STATUSES."""
    result["components"]["schemas"] |= {"Error": ERROR, "Errors": ERRORS}
    body = {"application/json": {"schema": {"$ref": "#/components/schemas/Errors"}}}
    for path in result["paths"].values():
        for operation in path.values():
            for status, words in STATUSES.items():
                operation["responses"][status] = {"description": words, "content": body}
    return result
