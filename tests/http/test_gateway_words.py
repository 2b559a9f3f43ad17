"""What API Gateway says before our code is asked: problem details like ours, in both languages at once."""

import json
from typing import Any

import pytest

from chalicelib.protocol.problems import TITLES
from infra.local.adaptations import gateway_responses

SAID = gateway_responses()
TRANSLATED = {
    dutch: TITLES["en"][word][place] for word, texts in TITLES["nl"].items() for place, dutch in enumerate(texts)
}


def _problem(kind: str) -> dict[str, Any]:
    problem: dict[str, Any] = json.loads(SAID[kind]["ResponseTemplates"]["application/json"])
    return problem


@pytest.mark.parametrize("kind", SAID)
def test_it_is_a_problem_with_the_status_that_it_bears(kind: str) -> None:
    problem = _problem(kind)
    assert problem["type"].startswith("urn:chathulp:problem:")
    assert problem["errors"] == []
    assert str(problem.get("status")) == SAID[kind].get("StatusCode", "None")
    assert SAID[kind]["ResponseParameters"]["Headers"]["Content-Type"] == "'application/problem+json'"


@pytest.mark.parametrize("kind", SAID)
@pytest.mark.parametrize("field", ["title", "detail"])
def test_it_speaks_dutch_first_and_english_beside_it(kind: str, field: str) -> None:
    dutch, english = _problem(kind)[field].split(" / ")
    assert dutch
    assert english == TRANSLATED.get(dutch, english) != dutch


def test_the_words_that_our_code_has_too_are_the_same() -> None:
    for kind in ("MISSING_AUTHENTICATION_TOKEN", "REQUEST_TOO_LARGE", "DEFAULT_5XX"):
        assert _problem(kind)["detail"].split(" / ")[0] in TRANSLATED, kind
