"""A trail in memory: deeds of nobody in particular, and a look at every entry that is kept."""

from datetime import UTC, datetime

from chalicelib.domain.audit import Act, Deed, Detail, Head, Sealed, chained
from chalicelib.domain.retention import audit_expires_at, to_epoch
from chalicelib.domain.staff import Role
from tests.service import Service

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def deed(n: int = 1, at: datetime = NOON) -> Deed:
    details = {Detail.CHANNEL: "jac", Detail.VERSION: str(n)}
    return Deed(f"deed-{n}", at, "id-dora", "Dora", Role.ADMINISTRATOR, Act.HOURS_CHANGED, "jac", details)


def chain(many: int, at: datetime = NOON) -> tuple[list[Sealed], Head]:
    """So many entries and their head."""
    head, entries = Head(), []
    for n in range(1, many + 1):
        sealed, head = chained(head, deed(n), at, to_epoch(audit_expires_at(at, 2)))
        entries.append(sealed)
    return entries, head


def kept(service: Service) -> list[Sealed]:
    """Every entry in the vault, in order; what TTL has yet to delete too."""
    items = [one for one in service.dynamo.items("vault") if one["pk"]["S"].startswith("AUDIT#2")]
    found = [
        Sealed(int(one["sk"]["S"]), one["text"]["S"], one["hash"]["S"], int(one["expires_at"]["N"])) for one in items
    ]
    return sorted(found, key=lambda one: one.n)


def waiting(service: Service) -> list[str]:
    """Ids of deeds in the outbox."""
    return [one["id"]["S"] for one in service.dynamo.items("chat") if one["pk"]["S"] == "OUTBOX"]
