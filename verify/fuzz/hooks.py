"""What schemathesis cannot find in a description: pictures, and what hangs on a session's state."""

import zlib

import schemathesis
from hypothesis import strategies as st
from schemathesis.specs.openapi.checks import (
    ensure_resource_availability,
    positive_data_acceptance,
)
from whole import png, png_chunk

# No schema can say these: the request is well-formed, and the session, the picture or a tool that
# the server has just now decides.
HANGS_ON_STATE = {
    "ARCHIVE_INVALID": "the file must be a session that was exported",
    "EDIT_REFUSED": "a tool's own words",
    "WORDS_NOT_UNDERSTOOD": "a tool's own words",
    "TILT_UNKNOWN": "a tool's own words",
    "ALREADY_LEVEL": "a tool's own words",
    "ENLARGED_TOO_MUCH": "a tool's own words",
    "SIZE_TOO_SMALL": "a tool's own words",
    "SIZE_TOO_LARGE": "a tool's own words",
    "ALREADY_LONGER": "a tool's own words",
    "ALREADY_THAT_SIZE": "a tool's own words",
    "EXTENDED_TOO_MUCH": "a tool's own words",
    "SIDES_CONTRADICT": "a tool's own words",
    "INPUT_INVALID": "a tool's own words",
    "LOOK_UNKNOWN": "the looks are data of the running server",
    "MASK_COVERS_ALL": "something must be left around the selection",
    "MASK_INVALID": "the run lengths must add up to the picture's pixels",
    "MASK_NEEDED": "the tool needs a selection",
    "MASK_NOT_TAKEN": "the tool takes no selection",
    "PROMPT_NEEDED": "the tool needs words",
    "PROMPT_TOO_LONG": "the model reads fewer words than a plan may hold",
    "SIZE_NOT_TAKEN": "the model takes pictures of certain sizes",
    "SUBJECT_NOT_FOUND": "the picture has none",
    "IDEMPOTENCY_KEY_REUSED": "the key came before with another request",
    "MASK_EMPTY": "the tool needs a selection",
    "MASK_SIZE_DIFFERS": "the mask must be as large as the picture",
    "NAME_NOT_FOUND": "the picture has no such thing",
    "NAME_UNKNOWN": "the words that a model knows are data of the running server",
    "OPTION_INVALID": "the tools and their options are data of the running server",
    "PRECONDITION_FAILED": "If-Match names another state",
    "RECIPE_MISSING": "the revision was uploaded, not made",
    "SELECTION_EMPTY": "one of four lists, a box, a subject or an earlier selection must be there",
    "SELECTION_INVALID": "a box has its corners in order; a subject comes alone",
    "SELECTION_OUTSIDE": "a coordinate must lie in the picture",
    "TOOL_UNKNOWN": "as OPTION_INVALID",
}
# A new session has none of these yet, though their addresses begin with its own.
NOT_THERE_YET = {"SELECTION_NOT_FOUND", "MASK_NOT_FOUND", "REVISION_NOT_FOUND"}


def gray(width: int, height: int, value: int) -> bytes:
    """Return an 8-bit gray PNG of one value."""
    rows = (b"\0" + bytes([value]) * width) * height
    return png(width, height, 8, 0, png_chunk(b"IDAT", zlib.compress(rows)))


PICTURES = st.sampled_from([gray(32, 24, 255), gray(24, 32, 90), gray(1, 1, 0)])
schemathesis.openapi.media_type("image/png", PICTURES)


def code_of(response) -> str | None:  # noqa: ANN001 (schemathesis names no public type of it)
    """Return the code of a problem, also of one that is told as OpenAI tells its own."""
    kind = str(response.headers.get("content-type"))
    if "application/problem+json" in kind:
        return response.json().get("code")
    if response.status_code >= 400 and "application/json" in kind:
        return response.json()["error"]["code"].upper()
    return None


# Only the server makes the cursors that it takes; and of a replay one of two members is needed.
UNSAYABLE = ("'cursor' must be", "'replay' names a revision, or holds")


def is_unsayable(response) -> bool:  # noqa: ANN001 (as above)
    """Tell whether a value was refused by a rule that no schema here can hold."""
    problem = response.json() if code_of(response) == "VALIDATION_FAILED" else {}
    return str(problem.get("detail")).startswith(UNSAYABLE)


@schemathesis.check
def what_is_described_is_taken(ctx, response, case):  # noqa: ANN001, ANN201 (as above)
    """As positive_data_acceptance, but for what only the server's state decides."""
    if code_of(response) not in HANGS_ON_STATE and not is_unsayable(response):
        return positive_data_acceptance(ctx, response, case)
    return None


@schemathesis.check
def what_was_made_is_there(ctx, response, case):  # noqa: ANN001, ANN201 (as above)
    """As ensure_resource_availability, but for what a session gets later."""
    if code_of(response) not in NOT_THERE_YET:
        return ensure_resource_availability(ctx, response, case)
    return None
