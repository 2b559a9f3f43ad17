"""Figures as the service tells them: October in `caw`, with a day and an age that are hidden."""

from typing import Any

NAMES = (
    "busy", "closed", "blocked", "too_many", "conversations", "drops", "counsellor_drops", "resumes", "transfers",
    "moves", "blocks",
)  # fmt: skip


def _cell(count: int, *, hidden: bool = False) -> dict[str, Any]:
    return {"count": count, "hidden": hidden}


def _period(label: str, talks: int, *, hidden: bool = False) -> dict[str, Any]:
    counts = {name: _cell(0) for name in NAMES} | {"conversations": _cell(talks, hidden=hidden), "busy": _cell(12)}
    means = (
        {"minutes": 34.5, "messages": 41.0, "first_answer_seconds": 48.0}
        if talks
        else dict.fromkeys(("minutes", "messages", "first_answer_seconds"))
    )
    return {
        "label": label,
        "counts": counts,
        **means,
        "light": {"open": 300, "busy": 45, "planned": 360},
        "proofs": {"proved": 1, "missing": 0, "late": 0},
    }


def _table(name: str, **rows: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "rows": [{"id": id.lstrip("_"), "name": None, "count": cell} for id, cell in rows.items()]}


def october(by: str = "day") -> dict[str, Any]:
    labels = {"day": [f"2026-10-{day:02d}" for day in range(1, 32)], "weekday": ["monday", "tuesday"],
              "month": ["2026-10"], "week": ["2026-W40", "2026-W41"], "hour": ["13", "14"]}[by]  # fmt: skip
    periods = [_period(label, 0 if n == 1 else 20 + n, hidden=n == 1) for n, label in enumerate(labels)]
    ages = {"_15_17": _cell(210), "_18_25": _cell(180), "none": _cell(0, hidden=True), "_65_up": _cell(0, hidden=True)}
    outcomes = {"name": "outcome", "rows": [
        {"id": "heard", "name": "Gehoord en verder kunnen", "count": _cell(301)},
        {"id": "none", "name": None, "count": _cell(91)},
    ]}  # fmt: skip
    return {
        "channel": "caw", "from": "2026-10-01", "to": "2026-10-31", "by": by, "months": ["2026-10"],
        "week": [
            {"weekday": day, "hour": hour, "open": 30, "busy": 15, "planned": 60}
            for day in ("monday", "tuesday") for hour in ("13", "14", "15", "16")
        ],
        "total": _period("total", 1034, hidden=True), "periods": periods,
        "tables": [_table("age", **ages), _table("helped", _1=_cell(9), _5=_cell(88)), outcomes],
    }  # fmt: skip
