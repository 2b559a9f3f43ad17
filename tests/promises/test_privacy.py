"""`docs/privacy.md` names everything that is kept and every service that it passes."""

import re
from pathlib import Path

from chalicelib.settings import Settings
from tests.promises.test_access_patterns import rows
from tests.promises.test_policies import statements

PAGE = Path("docs/privacy.md").read_text(encoding="utf-8")


def test_every_partition_of_both_tables_is_in_the_record() -> None:
    told = re.findall(r"^\| (chat|vault) \| `([A-Z]+)` \|", PAGE, flags=re.MULTILINE)
    kept = {(table, partition.partition("#")[0]) for table, partition, _ in rows() if "index" not in table}
    assert set(told) == kept
    assert len(told) == len(set(told))


def test_every_service_that_a_function_may_use_is_named_and_no_other() -> None:
    told = re.findall(r"^\| `([a-z0-9-]+)` \|", PAGE, flags=re.MULTILINE)
    actions = [
        action
        for path in Path("infra/policies").glob("*.json")
        for one in statements(path.stem)
        for action in one["Action"]
    ]
    assert set(told) == {action.partition(":")[0] for action in actions}


def test_the_settings_that_it_names_are_there() -> None:
    named = set(re.findall(r"`([A-Z]+_[A-Z_]+)`", PAGE))
    assert named
    assert named <= {name.upper() for name in Settings.model_fields}
