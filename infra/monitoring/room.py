"""What watches a stage, as one more room of its template: metric filters, alarms, a dashboard."""

from collections.abc import Sequence
from typing import Any

from infra.monitoring.alarm import Alarm
from infra.monitoring.dashboard import dashboard
from infra.monitoring.own import OWN
from infra.monitoring.platform import ASYNCHRONOUS, DOORS, of_functions, of_tables
from infra.monitoring.signals import SIGNALS


def rows() -> Sequence[tuple[str, Sequence[Alarm]]]:
    """Every alarm, under what it watches."""
    return (
        ("What people notice", OWN),
        ("Doors", DOORS),
        ("Functions", tuple(of_functions())),
        ("Telling lights", ASYNCHRONOUS),
        ("Tables", tuple(of_tables())),
    )


def alarms() -> tuple[Alarm, ...]:
    """Every alarm."""
    return tuple(alarm for _, row in rows() for alarm in row)


def room() -> dict[str, Any]:
    """To be merged into the template."""
    filters = {name: one for signal in SIGNALS for name, one in signal.filters().items()}
    rung = {alarm.name: alarm.resource() for alarm in alarms()}
    return {"Resources": filters | rung | {"Dashboard": dashboard(rows())}}
