"""Whoever asks a stage that is not there hears that, and not which key is missing."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from infra.audit.__main__ import main as audit
from infra.audit.__main__ import source_of
from infra.deployment.stack import NothingStands
from infra.local.outputs import read_outputs
from infra.retention.__main__ import main as retention
from infra.retention.__main__ import tables_of
from infra.smoke.__main__ import main as smoke
from tests.deployment.account import Account


@pytest.mark.parametrize("ask", [source_of, tables_of])
def test_a_stack_that_does_not_stand_is_told_as_such(account: Account, ask: Callable[..., object]) -> None:
    with pytest.raises(NothingStands, match="no stack chathulp-prod stands"):
        ask(account.deployment().stack)


def test_a_first_release_that_was_only_proposed_does_not_stand(account: Account) -> None:
    account.cloudformation.create_change_set(
        StackName="chathulp-prod", ChangeSetType="CREATE", ChangeSetName="x", Parameters=[], TemplateBody=""
    )
    with pytest.raises(NothingStands):
        account.deployment().stack.told()


def test_a_stack_that_stands_tells(account: Account) -> None:
    account.releases("1")
    assert account.deployment().stack.told() == {"PagesUrl": "https://pages"}


def test_a_local_cloud_that_never_ran_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(NothingStands, match="make run"):
        read_outputs(tmp_path / "outputs.json")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (audit, ["local"]),
        (retention, ["forget", "local", "a-table"]),
        (smoke, ["local"]),
    ],
)
def test_every_command_says_so_in_one_line(
    command: Callable[[], None], words: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for room in ("audit.__main__", "retention.__main__", "smoke.stage"):
        monkeypatch.setattr(f"infra.{room}.HOME", tmp_path)
    monkeypatch.setattr(sys, "argv", ["command", *words])
    with pytest.raises(SystemExit) as ended:
        command()
    assert "no local cloud has run" in str(ended.value)
