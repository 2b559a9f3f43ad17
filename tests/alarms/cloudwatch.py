"""What CloudWatch does with the template: filters count lines of logs, alarms look at minutes of metrics."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import ge, lt
from statistics import mean
from typing import Any

from infra.packaging.template import gather_rooms

RESOURCES: Mapping[str, Any] = gather_rooms()["Resources"]
MINUTES = 15
_COMPARED: Mapping[str, Callable[[float, float], bool]] = {
    "GreaterThanOrEqualToThreshold": ge,
    "LessThanThreshold": lt,
}
_STATISTICS: Mapping[str, Callable[[list[float]], float]] = {"Sum": sum, "Maximum": max, "Average": mean}

Minute = dict[str, list[float]]
"""The samples of one minute, by metric."""


def key(namespace: object, name: str, dimensions: Mapping[str, object]) -> str:
    """A metric is its namespace, its name and its dimensions, all of them."""
    return json.dumps([namespace, name, dimensions], sort_keys=True)


def alarms() -> dict[str, Any]:
    """The properties of every alarm of the template."""
    return {name: one["Properties"] for name, one in RESOURCES.items() if one.get("Type") == "AWS::CloudWatch::Alarm"}


def watched(alarm: Mapping[str, Any]) -> str:
    """The metric of an alarm."""
    dimensions = {one["Name"]: one["Value"] for one in alarm["Dimensions"]}
    return key(alarm["Namespace"], alarm["MetricName"], dimensions)


def counted(function: str, lines: Iterable[str]) -> dict[str, list[float]]:
    """What the filters on the log of a function make of its lines."""
    events = [json.loads(line).get("event") for line in lines]
    samples: dict[str, list[float]] = {}
    for known, transformation in _filters(function):
        metric = key(transformation["MetricNamespace"], transformation["MetricName"], {})
        samples.setdefault(metric, []).extend(float(transformation["MetricValue"]) for e in events if e in known)
    return {metric: values for metric, values in samples.items() if values}


def _filters(function: str) -> Iterable[tuple[set[str], Mapping[str, Any]]]:
    group = {"Ref": f"{function.capitalize()}Log"}
    for one in RESOURCES.values():
        if one.get("Type") == "AWS::Logs::MetricFilter" and one["Properties"]["LogGroupName"] == group:
            yield events_of(one["Properties"]["FilterPattern"]), one["Properties"]["MetricTransformations"][0]


def events_of(pattern: str) -> set[str]:
    """The events that a pattern lets through; a pattern of another shape is refused."""
    term = r'\(\$\.event = "(\w+)"\)'
    assert re.fullmatch(rf"\{{ {term}(?: \|\| {term})* \}}", pattern), pattern
    return set(re.findall(term, pattern))


def ringing(minutes: Sequence[Minute]) -> set[str]:
    """The alarms that ring at the end of these minutes."""
    return {name for name, alarm in alarms().items() if _rings(alarm, minutes)}


def _rings(alarm: Mapping[str, Any], minutes: Sequence[Minute]) -> bool:
    long = alarm["Period"] // 60
    periods = [minutes[start : start + long] for start in range(0, len(minutes) - long + 1, long)]
    judged = [_is_too_much(alarm, period) for period in periods[-alarm["EvaluationPeriods"] :]]
    return bool(sum(judged) >= alarm["DatapointsToAlarm"])


def _is_too_much(alarm: Mapping[str, Any], period: Sequence[Minute]) -> bool:
    samples = [sample for minute in period for sample in minute.get(watched(alarm), ())]
    if not samples:
        return bool(alarm["TreatMissingData"] == "breaching")
    value = _STATISTICS[alarm["Statistic"]](samples)
    return _COMPARED[alarm["ComparisonOperator"]](value, alarm["Threshold"])
