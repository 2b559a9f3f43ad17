"""What a running local cloud tells about itself: addresses, names and sign-ins."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from infra.deployment.stack import NothingStands


@dataclass(frozen=True)
class StaffMember:
    """Someone who can sign in."""

    email: str
    password: str
    given_name: str
    groups: tuple[str, ...]


@dataclass(frozen=True)
class Outputs:
    """Everything a person or a test needs to use the deployed package."""

    endpoint: str
    website: str
    trial: str
    region: str
    rest_url: str
    ws_url: str
    push_endpoint: str
    chat_table: str
    vault_table: str
    origin_key_secret: str
    audit_key: str
    audit_heads: str
    issuer: str
    jwks_url: str
    authorize_url: str
    token_url: str
    logout_url: str
    client_id: str
    pool_id: str
    functions: dict[str, str]
    logs: str
    staff: tuple[StaffMember, ...]

    def write(self, path: Path) -> None:
        """Keep the outputs as JSON."""
        path.write_text(json.dumps(asdict(self), indent=2) + "\n")

    def member(self, given_name: str) -> StaffMember:
        """The demo staff member of that name."""
        known = {member.given_name: member for member in self.staff}
        return known[given_name]


def read_outputs(path: Path) -> Outputs:
    """The outputs that `write` kept. Raises NothingStands."""
    if not path.exists():
        raise NothingStands(f"no local cloud has run from {path.parent}: make run")
    kept = json.loads(path.read_text())
    staff = tuple(StaffMember(**member | {"groups": tuple(member["groups"])}) for member in kept["staff"])
    return Outputs(**kept | {"staff": staff})
