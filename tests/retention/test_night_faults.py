"""Whatever happens at whichever call of the nightly step: no conversation is skipped, and the day is proved once.

Not among the scenes of `tests/faults`: those end with people who go on talking, and judge what each was promised. A
night is half a year later, when nobody is there, and is judged by what is left and proved. Which faults there are, and
how they strike, is the same for both.
"""

from tests.engine.hooks import Arguments, attached
from tests.engine.recorder import Call, Recorder
from tests.faults.injection import faults_of
from tests.retention.archive import Archive, struck
from tests.retention.test_night import DAY, LAST, NIGHT


def at_night() -> tuple[Archive, list[str]]:
    """Three conversations are over; clean-up took one of them, and one whose books never closed."""
    archive = Archive()
    ids = archive.holds_several(DAY, 4)
    archive.at(NIGHT)
    for table, item in list(archive.items()):
        if ids[0] in item["pk"]["S"] or (ids[0] in str(item) and item["pk"]["S"].startswith("CONNECTION#")):
            archive.here.dynamo.delete_item(TableName=table, Key={"pk": item["pk"], "sk": item["sk"]})
    archive.here.dynamo.delete_item(TableName="chat", Key={"pk": {"S": f"LEDGER#{LAST}"}, "sk": {"S": ids[3]}})
    return archive, ids


def calls() -> list[Call]:
    """Each way to each call, in its first round and its last."""
    archive, _ = at_night()
    recorder = Recorder()
    with attached(archive.here.dynamo, before=[recorder]):
        archive.here.vault.serve({"work": "retention"})
    rounds: dict[object, list[Call]] = {}
    for call in recorder.calls:
        rounds.setdefault(call.point, []).append(call)
    return [call for each in rounds.values() for call in dict.fromkeys((each[0], each[-1]))]


def all_is_well(archive: Archive, ids: list[str]) -> None:
    """After the next rounds."""
    for _ in range(2):
        archive.here.clock.passes(minutes=5)
        archive.night()
    assert archive.proofs() == {LAST.isoformat(): (4, 3, 0)}
    assert not [key for id in ids[:3] for key in archive.bearing(id)]
    assert [key for key in archive.bearing(ids[3]) if not key.startswith("CONNECTION#")] == []


def test_every_call_fails_in_every_way() -> None:
    wrong, cases = [], 0
    for call in calls():
        for fault in faults_of(call):
            cases += 1
            archive, ids = at_night()
            assert struck(archive, call, fault, lambda here=archive.here: here.vault.serve({"work": "retention"})), call  # type: ignore[misc]
            try:
                all_is_well(archive, ids)
            except AssertionError as error:
                wrong.append(f"{fault} at {call}: {str(error)[:300]}")
    print(f"\n{cases} faults injected into the nightly step")
    assert cases > 100
    assert not wrong, "\n".join(wrong[:6])


def test_a_second_run_in_the_middle_of_each_call_does_no_harm() -> None:
    for call in calls():
        archive, ids = at_night()
        cut = _CutsIn(archive, call)
        with attached(archive.here.dynamo, before=[cut]):
            archive.here.vault.serve({"work": "retention"})
        assert cut.ran
        all_is_well(archive, ids)


class _CutsIn:
    """A whole other run, just before one call."""

    def __init__(self, archive: Archive, at: Call) -> None:
        self.ran, self._archive, self._at, self._recorder = False, archive, at, Recorder()

    def __call__(self, operation: str, arguments: Arguments) -> None:
        if not self.ran and self._recorder.identify(operation, arguments) == self._at:
            self.ran = True
            self._archive.here.vault.serve({"work": "retention"})
