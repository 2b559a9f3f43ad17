"""Every alarm can ring, is silent while all is well, and looks at something that exists."""

import ast
from pathlib import Path

import pytest

from infra.monitoring.functions import SHORT
from infra.monitoring.platform import STORES
from infra.monitoring.signals import SIGNALS
from tests.alarms.cloudwatch import MINUTES, RESOURCES, Minute, alarms, events_of, key, ringing, watched

FATES = ("Dies", "Throttled", "Slow")
_OWN = {"Fn::Sub": "Chathulp/${AWS::StackName}"}
BEATS = {
    "upkeep": (key(_OWN, "UpkeepDone", {}),),
    "vault": tuple(key(_OWN, name, {}) for name in ("OutboxEmptied", "RetentionProved", "HeadSigned")),
}
"""By which a function that runs by itself says that all went well."""

WELL: Minute = {beat: [1] for beats in BEATS.values() for beat in beats}

KNOWN = {
    "AWS/Lambda": {"Errors", "Throttles", "Duration", "AsyncEventAge", "AsyncEventsDropped"},
    "AWS/ApiGateway": {"5XXError", "Latency", "ExecutionError", "IntegrationError", "IntegrationLatency"},
    "AWS/DynamoDB": {"ReadThrottleEvents", "WriteThrottleEvents"},
    "AWS/SQS": {"NumberOfMessagesSent"},
}
"""The metrics that AWS publishes, as its documentation names them."""

LOGGED_WITHOUT_ALARM = {
    "frame",
    "light",
    "request_refused",
    "sign_in_refused",
    "vault_sign_in_refused",
    "bad_frame",
    "canary",
    "upkeep_incomplete",
    "retention_unfinished",
}
"""What is no fault of ours, or a part of every day."""


def test_a_stage_that_is_well_is_silent() -> None:
    assert ringing([WELL] * MINUTES) == set()


@pytest.mark.parametrize("name", sorted(alarms()))
def test_each_alarm_rings_for_what_it_watches_and_stops_when_that_ends(name: str) -> None:
    alarm = alarms()[name]
    ill = {} if alarm["TreatMissingData"] == "breaching" else WELL | {watched(alarm): [alarm["Threshold"]]}
    assert name in ringing([ill] * MINUTES)
    assert name not in ringing([ill] * MINUTES + [WELL] * MINUTES)


@pytest.mark.parametrize("name", sorted(alarms()))
def test_one_short_of_too_much_is_silent(name: str) -> None:
    alarm = alarms()[name]
    if alarm["TreatMissingData"] == "breaching":
        assert name not in ringing([{}] * (MINUTES - 1) + [WELL])
        return
    assert name not in ringing([WELL] * (MINUTES - 1) + [WELL | {watched(alarm): [alarm["Threshold"] - 1]}])


def test_alarms_watch_metrics_that_exist() -> None:
    own = {signal.name for signal in SIGNALS}
    for name, alarm in alarms().items():
        known = own if isinstance(alarm["Namespace"], dict) else KNOWN[alarm["Namespace"]]
        assert alarm["MetricName"] in known, name


def test_every_signal_has_an_alarm_and_a_log_to_come_from() -> None:
    assert {signal.name for signal in SIGNALS} == {
        alarm["MetricName"] for alarm in alarms().values() if isinstance(alarm["Namespace"], dict)
    }
    for one in RESOURCES.values():
        if one.get("Type") == "AWS::Logs::MetricFilter":
            assert RESOURCES[one["Properties"]["LogGroupName"]["Ref"]]["Type"] == "AWS::Logs::LogGroup"


def test_every_function_has_its_three_alarms() -> None:
    for short in SHORT.values():
        assert {f"{short.capitalize()}{what}" for what in FATES} <= alarms().keys()


def test_every_event_that_the_code_logs_is_counted_or_known_to_be_harmless() -> None:
    counted = {event for signal in SIGNALS for event in events_of(signal.pattern)}
    assert logged() == counted | LOGGED_WITHOUT_ALARM
    assert not counted & LOGGED_WITHOUT_ALARM


def test_every_alarm_is_explained_to_who_is_woken() -> None:
    told = Path("docs/operations.md").read_text()
    alike = {f"{short.capitalize()}{what}": f"<Function>{what}" for short in SHORT.values() for what in FATES}
    tables = {
        name: f"{'Vault' if 'Vault' in name else 'Chat'}…Throttled" for name in alarms() if name.endswith("sThrottled")
    }
    for name in alarms():
        assert f"`{(alike | tables).get(name, name)}`" in told, name


def logged() -> set[str]:
    """The names of events in the product's sources."""
    found: set[str] = set()
    for path in Path("chalicelib").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and _name(node) in ("note", "fault", "guarded", "counted"):
                found |= _events(node)
    return found


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _events(call: ast.Call) -> set[str]:
    either = [part for one in call.args[:2] for part in _branches(one)]
    said = {one.value for one in either if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    return {f"{event}_failed" for event in said} if _name(call) in ("guarded", "counted") else said


def _branches(said: ast.expr) -> tuple[ast.expr, ...]:
    return (said.body, said.orelse) if isinstance(said, ast.IfExp) else (said,)


def test_every_table_and_index_is_listened_to() -> None:
    """Also the index by which a free place is found: when that is throttled, nobody gets in."""
    tables = {name: one for name, one in RESOURCES.items() if one.get("Type") == "AWS::DynamoDB::Table"}
    indexes = {
        (name, index["IndexName"])
        for name, one in tables.items()
        for index in one["Properties"].get("GlobalSecondaryIndexes", ())
    }
    assert set(STORES) == indexes | {(name, None) for name in tables}
