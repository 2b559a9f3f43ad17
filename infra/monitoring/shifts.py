"""What takes a release back: the alarms of a function while its alias moves, and of the whole stage after that."""

from collections.abc import Iterator
from typing import Any

from infra.monitoring.alarm import AT_LEAST, Alarm
from infra.monitoring.functions import title
from infra.monitoring.own import OWN
from infra.monitoring.signals import SIGNALS

GUARDS = ("ApiFailed", "PagesFail", "ConnectFailed", "MessageFailed", "SignInFailed")
"""Alarms that take the whole stack back. CloudFormation looks at five at most."""

WATCH_MINUTES = 10
"""How long CloudFormation looks at them after everything stands: two periods of an alarm."""

# A page and the files that it asks for next have to come from one release: they are moved together.
_AT_ONCE = {"api"}


def shift(short: str) -> dict[str, Any]:
    """How the alias of a function moves."""
    names = [alarm.name for alarm in _faults_of(short)] + [f"{title(short)}Dies"]
    return {
        "Type": "AllAtOnce" if short in _AT_ONCE else {"Ref": "Shift"},
        "Role": {"Fn::GetAtt": ["ShiftRole", "Arn"]},
        "Alarms": {"Fn::If": ["HeedsAlarms", [{"Ref": name} for name in names], []]},
    }


def _faults_of(short: str) -> Iterator[Alarm]:
    """What the log of this function makes ring, but not what silence does: a tenth of the calls is too few for that."""
    signals = {signal.name for signal in SIGNALS if short in signal.functions}
    for alarm in OWN:
        if alarm.comparison == AT_LEAST and alarm.metric.name in signals:
            yield alarm
