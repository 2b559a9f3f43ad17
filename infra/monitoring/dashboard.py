"""The dashboard of a stage: which alarms ring, and the graphs that they look at, a row for each kind."""

import json
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from infra.monitoring.alarm import Alarm

WIDE, HIGH, ACROSS = 8, 6, 3


def dashboard(rows: Sequence[tuple[str, Sequence[Alarm]]]) -> dict[str, Any]:
    """All alarms on top; below, under its title, a graph for each metric that a row of alarms looks at."""
    every = [alarm for _, alarms in rows for alarm in alarms]
    widgets, y = [_states(every)], 8
    for title, alarms in rows:
        graphs = _graphs(alarms, y + 1)
        widgets += [_heading(title, y), *graphs]
        y = max(graph["y"] for graph in graphs) + HIGH
    body = json.dumps({"widgets": widgets})
    named = {"DashboardName": {"Fn::Sub": "${AWS::StackName}"}}
    return {"Type": "AWS::CloudWatch::Dashboard", "Properties": named | {"DashboardBody": {"Fn::Sub": body}}}


def _states(alarms: Sequence[Alarm]) -> dict[str, Any]:
    arn = "arn:${AWS::Partition}:cloudwatch:${AWS::Region}:${AWS::AccountId}:alarm:${AWS::StackName}-"
    listed = [f"{arn}{alarm.name}" for alarm in alarms]
    return {
        "type": "alarm",
        "x": 0,
        "y": 0,
        "width": WIDE * ACROSS,
        "height": 8,
        "properties": {"title": "Alarms", "alarms": listed},
    }


def _heading(title: str, y: int) -> dict[str, Any]:
    words = {"markdown": f"## {title}"}
    return {"type": "text", "x": 0, "y": y, "width": WIDE * ACROSS, "height": 1, "properties": words}


def _graphs(alarms: Sequence[Alarm], y: int) -> list[dict[str, Any]]:
    kinds = [list(alike) for _, alike in groupby(sorted(alarms, key=_kind), key=_kind)]
    return [_graph(alike, place, y) for place, alike in enumerate(kinds)]


def _kind(alarm: Alarm) -> str:
    return f"{_text(alarm.metric.namespace)} {alarm.metric.name}"


def _graph(alike: Sequence[Alarm], place: int, y: int) -> dict[str, Any]:
    first = alike[0]
    return {
        "type": "metric",
        "x": place % ACROSS * WIDE,
        "y": y + place // ACROSS * HIGH,
        "width": WIDE,
        "height": HIGH,
        "properties": {
            "title": first.metric.name,
            "region": "${AWS::Region}",
            "stat": first.metric.statistic,
            "period": first.seconds,
            "metrics": [[_text(part) for part in alarm.metric.listed()] for alarm in alike],
        },
    }


def _text(part: object) -> str:
    """A part of a metric, as `Fn::Sub` fills it in within a text."""
    if not isinstance(part, dict):
        return str(part)
    if "Fn::Sub" in part:
        return str(part["Fn::Sub"])
    return "${" + (part["Ref"] if "Ref" in part else ".".join(part["Fn::GetAtt"])) + "}"
