"""Everything outside that an action may touch, and who asks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from chalicelib.actions import ports
from chalicelib.actions.in_force import InForce
from chalicelib.actions.memory import Made, Memory
from chalicelib.actions.rate_limiter import Hurry
from chalicelib.actions.recently import Recently
from chalicelib.domain.channel import Deployment, Limits
from chalicelib.privacy.log import Log
from chalicelib.privacy.origins import Origin, Range


@dataclass(frozen=True)
class Context:
    """Ports, time and randomness. `now` is in UTC to the millisecond; `pause` waits between two tries of a race.

    `hash_origin` gives what stands for an origin in what is written today, `recent_hashes` what stood for it
    yesterday too. `ask_vault` asks the function `vault`, which alone may use `trail`, `disclosures`, `ledger`,
    `belongings`, `kept_origins` and `kept_disclosures` (what is left of a conversation in the chat and in the vault),
    `alert`, `sign` and `lock_away`. `alert` tells administrators a subject and a text, and says whether there is
    anybody to tell; `sign` gives the signature of a text (base64); `lock_away` keeps a file under a name for good,
    unless there is one by that name. `directory` is the issuer, for a stage whose issuer can be asked about its staff.
    """

    now: Callable[[], datetime]
    new_id: Callable[[], str]
    new_secret: Callable[[], str]
    pause: Callable[[int], None]
    hash_origin: Callable[[Origin], str]
    recent_hashes: Callable[[Origin | Range], tuple[str, ...]]
    announce: Callable[[str], None]
    conversations: ports.Conversations
    rereading: ports.Rereading
    messages: ports.Messages
    figures: ports.FiguresKept
    duties: ports.Duties
    connections: ports.Connections
    desks: ports.Desks
    channels: ports.Channels
    centres: ports.Centres
    configuration: ports.Configuration
    blocks: ports.Blocks
    nicknames: ports.Nicknames
    places: ports.Places
    ranges: ports.Ranges
    starts: ports.Starts
    throttles: ports.Throttles
    salts: ports.Salts
    outbox: ports.Outbox
    trail: ports.Trail
    ledger: ports.Ledger
    tombstones: ports.Tombstones
    belongings: ports.Remains
    kept_origins: ports.Remains
    kept_disclosures: ports.RemainsOfDisclosures
    disclosures: ports.Disclosures
    alert: Callable[[str, str], bool]
    sign: Callable[[str], str]
    lock_away: Callable[[str, str], None]
    ask_vault: Callable[[Mapping[str, object]], Mapping[str, object]]
    faults: ports.Faults
    due: ports.DueIndex
    push: ports.Push
    hurry: Hurry
    memory: Memory
    counsellors_seen: Recently
    sign_ins: Memory
    known: Memory
    lights: Made
    log: Log
    service: InForce
    limits: Limits
    directory: ports.StaffDirectory | None = None
    audit_years: int = 2
    lone_administrator: bool = False
    at_once: int = 1
    deployment: Deployment = field(default_factory=Deployment)


@dataclass(frozen=True)
class Caller:
    """The connection that a frame came over, and where from."""

    connection: str
    origin: Origin
