"""What Triton answers where a network cannot be asked, as errors for people."""

import fake_triton_backend
import pytest

fake_triton_backend.install()

from chatbrush_models.network_calls import _not_begun, _refusal  # noqa: E402


@pytest.mark.parametrize(
    "message, code",
    [
        # Seen: what a tool asks of a network while Triton ends.
        ("Model migan - Error when running inference: Server not ready", "SERVER_LEAVING"),
        ("Request for unknown model: 'migan' is not ready", "MODEL_UNAVAILABLE"),
        ("Exceeds maximum queue size", "OVERLOADED"),
        ("Request timeout expired", "OVERLOADED"),
        ("something else", "MODEL_FAILED"),
    ],
)
def test_an_answer_becomes_a_code(message, code):
    assert _refusal("migan", message).code == code


@pytest.mark.parametrize(
    "message, code",
    [("Server not ready", "SERVER_LEAVING"), ("is not loaded", "MODEL_UNAVAILABLE")],
)
def test_what_is_raised_instead_of_an_answer_becomes_a_code(message, code):
    assert _not_begun("migan", message).code == code
