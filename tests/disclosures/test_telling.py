"""Administrators hear it: at once, again after five minutes, and never a word about a person."""

from dataclasses import replace

import pytest

from chalicelib.entrypoints.guard import HandlerFailed
from tests.audit.trail import waiting
from tests.disclosures.people import CANARY, WORDS, Emergency
from tests.engine.faults import THROTTLED, Strike
from tests.http.api import DORA


def minute(emergency: Emergency, **passes: float) -> int:
    """The minute of the function `vault`, some time later; how many were told by then."""
    emergency.here.clock.passes(**passes)
    emergency.here.chains()
    return len(emergency.here.alerts)


def test_told_at_once_again_after_five_minutes_and_then_no_more(emergency: Emergency) -> None:
    emergency.asks()
    told = [minute(emergency, minutes=1) for _ in range(8)]
    assert told == [1, 1, 1, 1, 2, 2, 2, 2]
    assert "5 minuten" in emergency.here.alerts[1][1]


def test_who_answered_is_not_told_again(emergency: Emergency) -> None:
    emergency.granted()
    assert minute(emergency, minutes=6) == 1


def test_not_a_word_about_a_person(emergency: Emergency) -> None:
    emergency.asks()
    minute(emergency, minutes=6)
    said = " ".join(f"{subject} {text}" for subject, text in emergency.here.alerts)
    for word in (*WORDS.split(), "Sam", "An ", CANARY, emergency.sam.conversation, "jac", "JAC", "suicide", "id-an"):
        if len(word) > 4 or word[0].isupper():
            assert word not in said, word


def test_each_line_is_one_sms(emergency: Emergency) -> None:
    emergency.asks()
    minute(emergency, minutes=6)
    lines = [line for _, text in emergency.here.alerts for line in text.split("\n")]
    assert len(lines) == 4
    assert all(len(line) <= 160 and line.isascii() for line in lines)
    assert all(len(subject) <= 100 for subject, _ in emergency.here.alerts)


def test_what_could_not_be_told_is_told_the_next_minute_and_the_asker_knows() -> None:
    emergency = Emergency()
    usual = emergency.here.context.alert
    broken = [True]

    def alert(subject: str, text: str) -> bool:
        if broken[0]:
            raise ConnectionError("nobody there")
        return usual(subject, text)

    emergency.here.context = replace(emergency.here.context, alert=alert)
    asked = emergency.asks()
    assert (asked.status, asked.json["told"]) == (201, False)
    assert "emergency_not_told" in emergency.here.log.getvalue()
    broken[0] = False
    assert minute(emergency, minutes=1) == 1
    assert emergency.own()[0]["told"] is True


def test_a_stage_without_a_topic_says_that_nobody_was_told() -> None:
    emergency = Emergency(lambda context: replace(context, alert=lambda *_: False))
    assert emergency.asks().json["told"] is False
    minute(emergency, minutes=1)
    assert "emergency_not_told" not in emergency.here.log.getvalue()


def test_an_outbox_that_fails_keeps_no_emergency_waiting(emergency: Emergency) -> None:
    emergency.asks()
    emergency.here.clock.passes(minutes=5)
    strike = Strike(THROTTLED, at=lambda call: any("chaining.py" in frame for frame in call.trail))
    with strike.on(emergency.here.dynamo), pytest.raises(HandlerFailed):
        emergency.here.chains()
    assert len(strike.struck) == 1
    assert len(emergency.here.alerts) == 2


def test_an_emergency_that_cannot_be_read_keeps_no_deed_waiting(emergency: Emergency) -> None:
    emergency.api(DORA).post("/admin/channels/jac/close")
    strike = Strike(THROTTLED, at=lambda call: any("emergency.py" in frame for frame in call.trail))
    with strike.on(emergency.here.dynamo), pytest.raises(HandlerFailed):
        emergency.here.chains()
    assert "emergency_failed" in emergency.here.log.getvalue()
    assert waiting(emergency.here) == []
