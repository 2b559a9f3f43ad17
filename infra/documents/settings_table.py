"""The table of settings in the guide of operations."""

from chalicelib.settings import Settings

BEGIN, END = "<!-- settings: made by `make docs` -->", "<!-- end of settings -->"


def with_table(guide: str) -> str:
    """The guide with its table as the settings say it. Raises ValueError for a guide without a place for it."""
    before, _, rest = guide.partition(BEGIN)
    after = rest.partition(END)[2]
    if not after:
        raise ValueError("the guide has no place for the table of settings")
    return f"{before}{BEGIN}\n{_table()}\n{END}{after}"


def _table() -> str:
    rows = [
        f"| `{name.upper()}` | {field.description} | {_default(field.default)} |"
        for name, field in Settings.model_fields.items()
    ]
    return "\n".join(["| variable | meaning | without it |", "|---|---|---|", *rows])


def _default(value: object) -> str:
    return f"`{value}`" if value != "" else ""
