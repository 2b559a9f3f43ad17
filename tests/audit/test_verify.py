"""An export against its signed heads, with the public key alone: whatever was done to either is found and named."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from chalicelib.actions.vault.chaining import chain
from chalicelib.domain.audit import Head, Sealed, chained, read
from chalicelib.domain.audit_check import Broken, Flaw
from chalicelib.domain.audit_head import DayHead, sealed, written
from infra.audit.__main__ import public_keys
from infra.audit.export import Export, HeadFile, NoExport, read_export, read_heads, write_export
from infra.audit.fetch import Files, export_of
from infra.audit.verify import Finding, HeadFlaw, Report, verify
from tests.audit.key import KEY, OTHER, public, signs
from tests.audit.trail import deed
from tests.service import service

DAYS, A_DAY = 5, 4
KEYS = (KEY.public_key(),)
Files_ = tuple[HeadFile, ...]


@pytest.fixture(scope="module")
def exported() -> tuple[Export, Files_]:
    """Five days of four entries, each signed the day after, as the service does it."""
    here = service()
    for day in range(DAYS):
        for n in range(A_DAY):
            chain(here.context, deed(day * A_DAY + n, here.clock()))
            here.clock.passes(minutes=20)
        here.clock.passes(days=1, minutes=-20 * A_DAY)
        here.signs()
    export = export_of(cast(Any, here.dynamo), "vault", here.clock())
    return export, tuple(HeadFile(name.removeprefix("heads/"), text) for name, text in sorted(here.heads.items()))


def checked(export: Export, heads: Files_) -> Report:
    return verify(export, heads, KEYS, export.exported_at)


def day(n: int) -> date:
    return date(2026, 11, 24) + timedelta(days=n)


def file_of(n: int) -> str:
    return f"{day(n)}.json"


def test_what_was_exported_and_signed_is_whole(exported: tuple[Export, Files_]) -> None:
    report = checked(*exported)
    assert report == Report(None, (), (), tuple(day(n) for n in range(DAYS)))
    assert report.is_whole
    assert [one.n for one in exported[0].entries] == list(range(1, DAYS * A_DAY + 1))


@pytest.mark.parametrize("n", [1, 7, DAYS * A_DAY])
def test_one_changed_byte_is_found_at_its_entry(exported: tuple[Export, Files_], n: int) -> None:
    export, heads = exported
    text = export.entries[n - 1].text
    entries = _with(export.entries, n, text=text.replace("id-dora", "id-eva", 1))
    assert checked(replace(export, entries=entries), heads).broken == Broken(n, Flaw.CHANGED)


@pytest.mark.parametrize("n", [1, 8, DAYS * A_DAY])
def test_one_missing_entry_is_named(exported: tuple[Export, Files_], n: int) -> None:
    export, heads = exported
    entries = export.entries[: n - 1] + export.entries[n:]
    assert checked(replace(export, entries=entries), heads).broken == Broken(n, Flaw.MISSING)


def test_two_entries_that_changed_places_are_named(exported: tuple[Export, Files_]) -> None:
    export, heads = exported
    one, other = export.entries[5:7]
    moved = (*export.entries[:5], other, one, *export.entries[7:])
    assert checked(replace(export, entries=moved), heads).broken == Broken(6, Flaw.MISSING)
    renumbered = (*export.entries[:5], replace(other, n=6), replace(one, n=7), *export.entries[7:])
    assert checked(replace(export, entries=renumbered), heads).broken == Broken(6, Flaw.MOVED)


def test_another_head_of_the_trail_is_found(exported: tuple[Export, Files_]) -> None:
    export, heads = exported
    wrong = replace(export, head=replace(export.head, hash="0" * 64))
    assert checked(wrong, heads).broken == Broken(DAYS * A_DAY, Flaw.HEAD)


def test_a_head_that_is_replaced_by_one_of_another_key_is_found(exported: tuple[Export, Files_]) -> None:
    export, heads = exported
    forged = _head(DayHead(day(2), 12, export.entries[11].hash), lambda text: signs(text, OTHER))
    report = checked(export, (*heads[:2], forged, *heads[3:]))
    assert report.findings == (Finding(file_of(2), HeadFlaw.FORGED),)
    assert (report.broken, report.missing) == (None, (day(2),))


def test_a_head_whose_text_changed_bears_no_signature_of_it(exported: tuple[Export, Files_]) -> None:
    export, heads = exported
    said = json.loads(heads[1].text)
    other = written(DayHead(day(1), 7, export.entries[6].hash), export.exported_at)
    changed = replace(heads[1], text=sealed(other, said["signature"]))
    assert checked(export, (heads[0], changed, *heads[2:])).findings == (Finding(file_of(1), HeadFlaw.FORGED),)


@pytest.mark.parametrize("place", range(0, 300, 7))
def test_each_byte_of_a_head_counts(exported: tuple[Export, Files_], place: int) -> None:
    export, heads = exported
    text = heads[0].text
    at = place % len(text)
    changed = replace(heads[0], text=text[:at] + chr(ord(text[at]) ^ 1) + text[at + 1 :])
    (finding,) = checked(export, (changed, *heads[1:])).findings
    assert finding.name == file_of(0)


def test_a_head_that_is_kept_under_another_day_is_found(exported: tuple[Export, Files_]) -> None:
    export, heads = exported
    report = checked(export, (*heads[:2], replace(heads[1], name=file_of(2)), *heads[3:]))
    assert report.findings == (Finding(file_of(2), HeadFlaw.MISNAMED),)
    assert report.missing == (day(2),)


def test_a_second_head_of_a_day_that_says_otherwise_is_found(exported: tuple[Export, Files_]) -> None:
    """Put over the first one, by somebody who can sign too."""
    export, heads = exported
    second = _head(DayHead(day(1), 8, "0" * 64), signs, name=f"{day(1)}.2.json")
    findings = checked(export, (*heads[:2], second, *heads[2:])).findings
    assert findings == (
        Finding(file_of(1), HeadFlaw.REPLACED),
        Finding(f"{day(1)}.2.json", HeadFlaw.NOT_IN_TRAIL),
    )
    same = replace(heads[1], name=f"{day(1)}.2.json")
    assert checked(export, (*heads[:2], same, *heads[2:])).is_whole


@pytest.mark.parametrize("since", [1, 6, 13])
def test_a_trail_that_is_written_anew_is_whole_in_itself_and_found_by_its_heads(
    exported: tuple[Export, Files_], since: int
) -> None:
    export, heads = exported
    report = checked(_rewritten(export, since), heads)
    first = (since - 1) // A_DAY
    assert report.broken is None
    assert report.findings == tuple(Finding(file_of(n), HeadFlaw.NOT_IN_TRAIL) for n in range(first, DAYS))
    assert report.signed == tuple(day(n) for n in range(first))


def test_a_trail_that_is_cut_off_and_given_another_head_is_found(exported: tuple[Export, Files_]) -> None:
    export, heads = exported
    last = export.entries[14]
    short = replace(export, entries=export.entries[:15], head=replace(export.head, n=15, hash=last.hash))
    report = checked(short, heads)
    assert report.broken is None
    assert report.findings == tuple(Finding(file_of(n), HeadFlaw.NOT_IN_TRAIL) for n in (3, 4))


def test_a_trail_that_begins_high_up_does_not_pass_for_one_whose_beginning_is_over(
    exported: tuple[Export, Files_],
) -> None:
    export, heads = exported
    head = Head(n=1_000_000, hash="0" * 64, kept_until=1)
    made, after = chained(head, deed(1), export.exported_at, 2_000_000_000)
    report = checked(Export((made,), after, export.exported_at), heads)
    assert report.broken is None
    assert {one.flaw for one in report.findings} == {HeadFlaw.NOT_IN_TRAIL}


def test_what_is_over_by_its_time_may_be_gone(exported: tuple[Export, Files_]) -> None:
    export, heads = exported
    later = export.exported_at + timedelta(days=740)
    made, after = chained(export.head, deed(99), later, 2_000_000_000)
    report = verify(Export((made,), after, later), heads, KEYS, later)
    assert (report.broken, report.findings) == (None, ())
    assert report.missing[0] == day(DAYS)


def test_an_early_head_is_no_head_of_its_day(exported: tuple[Export, Files_]) -> None:
    """Signed by the right key, of an entry that was not the last, or not of that day."""
    export, heads = exported
    for n in (6, 9):
        other = _head(DayHead(day(1), n, export.entries[n - 1].hash), signs)
        findings = checked(export, (heads[0], other, *heads[2:])).findings
        assert findings == (Finding(file_of(1), HeadFlaw.NOT_LAST),)


def test_days_without_a_head_are_named(exported: tuple[Export, Files_]) -> None:
    export, heads = exported
    assert checked(export, (heads[0], heads[2], heads[4])).missing == (day(1), day(3))
    assert checked(export, heads[:3]).missing == (day(3), day(4))
    assert checked(export, ()).missing == tuple(day(n) for n in range(DAYS))
    assert checked(export, heads[2:]).is_whole, (
        "a stage that signs since its third day: that head says what came before"
    )


def test_an_export_that_says_it_is_of_later_is_not_believed(exported: tuple[Export, Files_]) -> None:
    export, heads = exported
    cut = replace(export, entries=export.entries[8:], exported_at=export.exported_at + timedelta(days=2000))
    assert verify(cut, heads, KEYS, export.exported_at).broken == Broken(8, Flaw.MISSING)


def test_the_command_needs_files_and_a_key_alone(exported: tuple[Export, Files_], tmp_path: Path) -> None:
    export, heads = exported
    files = _written(export, heads, tmp_path)
    assert (read_export(files.export), read_heads(files.heads)) == (
        replace(export, head=replace(export.head, at=None, began_at=None)), heads,
    )  # fmt: skip
    files.key.write_bytes(public(OTHER) + public())
    whole = _command(files)
    assert "chain     whole" in whole.stdout
    assert f"heads     {DAYS} days signed, {day(0)} to {day(4)}" in whole.stdout
    (files.heads / file_of(3)).unlink()
    text = files.export.read_text().replace("id-dora", "id-eva", 1)
    files.export.write_text(text)
    broken = _command(files)
    assert broken.returncode == 1
    assert "chain     BROKEN at entry 1: changed" in broken.stdout
    assert f"NO HEAD   {day(3)}" in broken.stdout


@pytest.mark.parametrize("what", ["", "{}\n", "[]\n", '{"n": 1}\n{"head": {}}\n'])
def test_what_is_no_export_is_said_to_be_none(what: str, tmp_path: Path) -> None:
    path = tmp_path / "trail.jsonl"
    path.write_text(what)
    with pytest.raises(NoExport):
        read_export(path)


def test_keys_are_read_one_after_the_other_and_nothing_else_is_one(tmp_path: Path) -> None:
    path = tmp_path / "public.pem"
    path.write_bytes(b"of the old key\n" + public(OTHER) + b"\n" + public().rstrip())
    assert [key.public_numbers() for key in public_keys(path)] == [
        one.public_key().public_numbers() for one in (OTHER, KEY)
    ]
    p_384 = ec.derive_private_key(1, ec.SECP384R1())
    for wrong in (b"", b"nonsense", public(p_384)):
        path.write_bytes(wrong)
        with pytest.raises(ValueError, match=r"no public key|not a key on the curve"):
            list(public_keys(path))


def _command(files: Files) -> "subprocess.CompletedProcess[str]":
    given = ["--export", files.export, "--heads", files.heads, "--key", files.key]
    command = [sys.executable, "-m", "infra.audit", "prod", *map(str, given)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={"PATH": ""})


def _written(export: Export, heads: Files_, folder: Path) -> Files:
    files = Files.within(folder)
    files.heads.mkdir()
    write_export(export, files.export)
    for one in heads:
        (files.heads / one.name).write_text(one.text)
    return files


def _with(entries: tuple[Sealed, ...], n: int, **changed: str) -> tuple[Sealed, ...]:
    return (*entries[: n - 1], replace(entries[n - 1], **changed), *entries[n:])  # type: ignore[arg-type]


def _head(head: DayHead, sign: Callable[[str], str], name: str = "") -> HeadFile:
    text = written(head, datetime(2026, 12, 1, tzinfo=UTC))
    return HeadFile(name or f"{head.day}.json", sealed(text, sign(text)))


def _rewritten(export: Export, since: int) -> Export:
    """From one entry on everything is chained anew, with another actor, as whoever may write the table could."""
    entries, head = list(export.entries[: since - 1]), Head()
    if entries:
        before = entries[-1]
        head = Head(n=before.n, hash=before.hash, at=read(before.text).at, kept_until=before.expires_at)
    for one in export.entries[since - 1 :]:
        said = read(one.text)
        made, head = chained(head, replace(said.deed, actor="id-eva"), said.at, one.expires_at)
        entries.append(made)
    return replace(export, entries=tuple(entries), head=head)
