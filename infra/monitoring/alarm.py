"""An alarm: a metric, when it is too much, and what that means to people."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from infra.monitoring.signals import NAMESPACE

Comparison = Literal["GreaterThanOrEqualToThreshold", "LessThanThreshold"]
AT_LEAST: Comparison = "GreaterThanOrEqualToThreshold"
BELOW: Comparison = "LessThanThreshold"

_TOPIC = {"Fn::If": ["HasAlarmEmail", [{"Ref": "AlarmTopic"}], {"Ref": "AWS::NoValue"}]}


@dataclass(frozen=True)
class Metric:
    """A metric of CloudWatch and how its samples of one period become one number."""

    namespace: object
    name: str
    dimensions: Mapping[str, object]
    statistic: Literal["Sum", "Maximum", "Average"] = "Sum"

    def listed(self) -> list[object]:
        """As a graph of a dashboard names it."""
        return [self.namespace, self.name, *(part for pair in self.dimensions.items() for part in pair)]


@dataclass(frozen=True)
class Alarm:
    """Rings when `ringing` of the last `looked_at` periods are too much. A silent metric is fine unless
    `silence_rings`: most count faults, of which a healthy stage has none."""

    name: str
    means: str
    metric: Metric
    threshold: float = 1
    comparison: Comparison = AT_LEAST
    seconds: int = 300
    ringing: int = 1
    looked_at: int = 1
    silence_rings: bool = False

    def resource(self) -> dict[str, Any]:
        """As CloudFormation makes it."""
        dimensions = [{"Name": name, "Value": value} for name, value in self.metric.dimensions.items()]
        return {
            "Type": "AWS::CloudWatch::Alarm",
            "Properties": {
                "AlarmName": {"Fn::Sub": f"${{AWS::StackName}}-{self.name}"},
                "AlarmDescription": self.means,
                "Namespace": self.metric.namespace,
                "MetricName": self.metric.name,
                "Dimensions": dimensions,
                "Statistic": self.metric.statistic,
                "Period": self.seconds,
                "EvaluationPeriods": self.looked_at,
                "DatapointsToAlarm": self.ringing,
                "Threshold": self.threshold,
                "ComparisonOperator": self.comparison,
                "TreatMissingData": "breaching" if self.silence_rings else "notBreaching",
                "AlarmActions": _TOPIC,
                "OKActions": _TOPIC,
            },
        }


def counted(signal: str) -> Metric:
    """How often a signal stood in the logs."""
    return Metric(NAMESPACE, signal, {})
