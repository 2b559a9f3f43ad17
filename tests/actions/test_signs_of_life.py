"""Signs of life cost little: a counsellor's line is looked up when the last one that is known is two minutes old."""

from chalicelib.domain.connection import StaffConnection
from tests.actors import Counsellor, visitor
from tests.engine.hooks import Arguments
from tests.service import Service


def test_who_writes_is_looked_up_once_in_two_minutes(open_service: Service, an: Counsellor) -> None:
    sam = visitor(open_service)
    sam.starts("Sam")
    looks: list[str] = []
    line = f"CONNECTION#{an.connection}"

    def looked(operation: str, asked: Arguments) -> None:
        if operation == "get_item" and asked["Key"]["pk"]["S"] == line:
            looks.append(operation)

    open_service.dynamo.before_call.append(looked)
    for _ in range(36):
        an.says(sam.conversation, "Ik luister.")
        open_service.clock.passes(seconds=10)
    assert len(looks) == 2, looks
    staff = open_service.context.connections.get(an.connection)
    assert isinstance(staff, StaffConnection)
    assert (open_service.clock.now - staff.seen_at).total_seconds() <= 130, "and is known to be there"
