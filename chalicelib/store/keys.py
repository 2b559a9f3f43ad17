"""Every question that is asked of the tables, and the key that answers it. No key is built elsewhere, no Scan.

| question | table | partition | sort |
|---|---|---|---|
| when is this channel open? | chat | CHANNEL#c | SCHEDULE |
| who closed this channel at once, and why? | chat | CHANNEL#c | CLOSING |
| which centres are there in this channel, and whom do they serve? | chat | CHANNEL#c | CENTRES |
| what have administrators chosen for each channel? | chat | SETTINGS | CHANNEL#c |
| what have they chosen for the service as a whole? | chat | SETTINGS | SERVICE |
| which light was announced last? | chat | CHANNEL#c | ANNOUNCED |
| who has a place to offer, fairest first? | chat, index `offers` | c | offer#live#idle since#connection |
| what was counted of conversations, on each day of this month? | chat | FIGURES#c#month | DAY#day#shard |
| how long was the light green or red, on each day of this month? | chat | FIGURES#c#month | LIGHT#day |
| who was turned away, on each day of this month? | chat | TURNED#c#month#shard | DAY#day |
| who waits for the light of this channel, visitors and desks on duty? | chat | WATCHERS#c | connection |
| which live conversation has this nickname? | chat | NICKNAMES#c | hash of the skeleton |
| how is this conversation? | chat | CONVERSATION#id | CONVERSATION |
| what was said after number n by one side? | chat | CONVERSATION#id | MESSAGE#side#number |
| what do counsellors note about it? | chat | CONVERSATION#id | NOTE#id |
| what did the visitor think of it? | chat | CONVERSATION#id | SURVEY |
| what belongs to it, to bear its expiry? | chat | CONVERSATION#id | all |
| who is behind this connection? | chat | CONNECTION#id | CONNECTION |
| what does this counsellor offer and hold? | chat | COUNSELLOR#id | DUTY |
| which desks are open, whose, and how long does the issuer's word count? | chat | DESKS | counsellor#connection |
| whose ticket is this? | chat | TICKET#hash | TICKET |
| is this origin blocked? which blocks are there? | chat | BLOCKS | keyed hash of the origin |
| how often did this origin try this minute? | chat | THROTTLE#keyed hash | what#minute |
| which places does this origin take? | chat | PLACES#keyed hash | PLACES |
| which ranges of addresses have more places? | chat | RANGES | id |
| which faults were reported this month? | chat | FAULTS#month | moment#id |
| what is due now? | chat, index `due` | shard | moment in milliseconds |
| which conversations began this day? | chat, index `day` | channel#day | moment#id |
| which conversations ended with this counsellor? | chat, index `ended` | counsellor | moment of the end#id |
| what is the salt of this day? which are to be forgotten? | chat | SALTS | day |
| which deeds wait for the audit trail? | chat | OUTBOX | moment#id |
| which conversations end their retention on this day? | chat | LEDGER#day | conversation |
| how far has the nightly step come? | chat | RETENTION | NIGHT |
| which days of this month were proved, and was something of them late? | chat | PROVED#month | DAY#day |
| has this table, which was restored, forgotten what is over? | chat | RETENTION | FORGOTTEN |
| what was erased, and what of it is to go yet? | chat | TOMBSTONES | conversation |
| where did this conversation come from? | vault | ORIGIN#id | number |
| which entry is the newest of the audit trail? | vault | AUDIT#HEAD | HEAD |
| what was chained in this month, from number n? | vault | AUDIT#month | number |
| was this deed chained already? | vault | AUDIT#DEED#id | CHAINED |
| up to which day is the trail signed, and which entry was that? | vault | AUDIT#SIGNED | SIGNED |
| how is this disclosure? which were asked since a moment? | vault | DISCLOSURE#ALL | moment-id |
| which disclosures of a conversation did somebody ask? which are there of it? | vault | DISCLOSURE#OF#id | asker |
| how many disclosures were there in this year? | vault | DISCLOSURE#FIGURES | year |
"""

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zlib import crc32

from chalicelib.domain.conversation import Side
from chalicelib.domain.disclosure import id_at
from chalicelib.domain.duty import Duty
from chalicelib.domain.look_alikes import skeleton

Key = Mapping[str, str]

DUE_INDEX: Final = "due"
DAY_INDEX: Final = "day"
OFFERS_INDEX: Final = "offers"
ENDED_INDEX: Final = "ended"
DUE_SHARDS: Final = 4
"""Shards of the due-time index: many changes a second must not meet in one partition."""

TALKS_SHARDS: Final = 4
"""Items over which the conversations of a day are counted: books that close at the same moment must not collide."""

TURNED_SHARDS: Final = 4
"""Partitions over which those are counted who are turned away: a crowd at the door must not slow the talks."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)

CONVERSATION: Final = "CONVERSATION"
MESSAGE: Final = "MESSAGE#"
NOTE: Final = "NOTE#"
DUTY: Final = "DUTY"
SERVICE: Final = "SERVICE"
COUNTED: Final = "DAY#"
LIT: Final = "LIGHT#"


def _key(partition: str, sort: str) -> Key:
    return {"pk": partition, "sk": sort}


def schedule(channel: str) -> Key:
    return _key(f"CHANNEL#{channel}", "SCHEDULE")


def closing(channel: str) -> Key:
    return _key(f"CHANNEL#{channel}", "CLOSING")


def centres(channel: str) -> Key:
    return _key(f"CHANNEL#{channel}", "CENTRES")


def configuration() -> str:
    return "SETTINGS"


def settings_of_channel(channel: str) -> Key:
    return _key(configuration(), f"CHANNEL#{channel}")


def settings_of_service() -> Key:
    return _key(configuration(), SERVICE)


def announced(channel: str) -> Key:
    return _key(f"CHANNEL#{channel}", "ANNOUNCED")


def watchers(channel: str) -> str:
    return f"WATCHERS#{channel}"


def watcher(channel: str, connection: str) -> Key:
    return _key(watchers(channel), connection)


def nickname(channel: str, name: str) -> Key:
    """The skeleton, so that what looks like Sam is Sam; hashed, so that no key shows what a person chose."""
    return _key(f"NICKNAMES#{channel}", hashlib.sha256(skeleton(name).encode()).hexdigest()[:32])


def belongings(conversation: str) -> str:
    return f"CONVERSATION#{conversation}"


def conversation(id: str) -> Key:
    return _key(belongings(id), CONVERSATION)


def messages(side: Side) -> str:
    return f"{MESSAGE}{side.value}#"


def numbered(side: Side, n: int) -> str:
    return f"{messages(side)}{n:06d}"


def message(conversation: str, side: Side, n: int) -> Key:
    return _key(belongings(conversation), numbered(side, n))


def note(conversation: str, id: str) -> Key:
    return _key(belongings(conversation), f"{NOTE}{id}")


def survey(conversation: str) -> Key:
    return _key(belongings(conversation), "SURVEY")


def connection(id: str) -> Key:
    return _key(f"CONNECTION#{id}", "CONNECTION")


def duty(counsellor: str) -> Key:
    return _key(f"COUNSELLOR#{counsellor}", DUTY)


def offers_rank(duty: Duty) -> str:
    """Text order is the order in which places are offered; the connection tells where its sign of life is kept."""
    return f"{duty.offers.value}#{len(duty.held)}#{milliseconds(duty.idle_since):015d}#{duty.connection}"


def connection_of_rank(rank: str) -> str:
    return rank.split("#", 3)[3]


def desks() -> str:
    return "DESKS"


def desks_of(counsellor: str) -> str:
    return f"{counsellor}#"


def desk(counsellor: str, connection: str) -> Key:
    return _key(desks(), f"{desks_of(counsellor)}{connection}")


def ticket(secret_hash: str) -> Key:
    return _key(f"TICKET#{secret_hash}", "TICKET")


def blocks() -> str:
    return "BLOCKS"


def block(origin_hash: str) -> Key:
    return _key(blocks(), origin_hash)


def throttle(origin_hash: str, what: str, window: str) -> Key:
    return _key(f"THROTTLE#{origin_hash}", f"{what}#{window}")


def places(origin_hash: str) -> Key:
    return _key(f"PLACES#{origin_hash}", "PLACES")


def ranges() -> str:
    return "RANGES"


def listed_range(id: str) -> Key:
    return _key(ranges(), id)


def faults(month: date) -> str:
    return f"FAULTS#{month:%Y-%m}"


def fault(at: datetime, id: str) -> Key:
    return _key(faults(at.astimezone(UTC).date()), f"{moment(at)}#{id}")


def salts() -> str:
    return "SALTS"


def salt(day: date) -> Key:
    return _key(salts(), day.isoformat())


def origins(conversation: str) -> str:
    return f"ORIGIN#{conversation}"


def origin(conversation: str, number: int) -> Key:
    return _key(origins(conversation), f"{number:06d}")


def ledger(expiry: date) -> str:
    """Not sharded: a day is some thousand entries of a hundred bytes, written as the books close, over hours."""
    return f"LEDGER#{expiry.isoformat()}"


def ledger_entry(day: date, conversation: str) -> Key:
    return _key(ledger(day), conversation)


def night() -> Key:
    return _key("RETENTION", "NIGHT")


def proved_of(month: date) -> str:
    return f"PROVED#{month:%Y-%m}"


def proved(day: date) -> Key:
    return _key(proved_of(day), f"{COUNTED}{day.isoformat()}")


def forgotten() -> Key:
    return _key("RETENTION", "FORGOTTEN")


def tombstones() -> str:
    return "TOMBSTONES"


def tombstone(conversation: str) -> Key:
    return _key(tombstones(), conversation)


def talks_of(channel: str, month: date) -> str:
    return f"FIGURES#{channel}#{month:%Y-%m}"


def talks(channel: str, day: date, shard: int) -> Key:
    return _key(talks_of(channel, day), f"{COUNTED}{day.isoformat()}#{shard}")


def lit(channel: str, day: date) -> Key:
    return _key(talks_of(channel, day), f"{LIT}{day.isoformat()}")


def turned_of(channel: str, month: date, shard: int) -> str:
    return f"TURNED#{channel}#{month:%Y-%m}#{shard}"


def turned_away(channel: str, day: date, shard: int) -> Key:
    return _key(turned_of(channel, day, shard), f"{COUNTED}{day.isoformat()}")


def outbox() -> str:
    return "OUTBOX"


def waiting(at: datetime, id: str) -> Key:
    return _key(outbox(), f"{moment(at)}#{id}")


def audit_head() -> Key:
    return _key("AUDIT#HEAD", "HEAD")


def audit_signed() -> Key:
    return _key("AUDIT#SIGNED", "SIGNED")


def audit_month(month: date) -> str:
    return f"AUDIT#{month:%Y-%m}"


def audit_number(n: int) -> str:
    return f"{n:012d}"


def audit_entry(at: datetime, n: int) -> Key:
    return _key(audit_month(at.astimezone(UTC).date()), audit_number(n))


def chained(deed: str) -> Key:
    return _key(f"AUDIT#DEED#{deed}", "CHAINED")


def disclosures() -> str:
    return "DISCLOSURE#ALL"


def disclosure(id: str) -> Key:
    return _key(disclosures(), id)


def disclosures_from(at: datetime) -> str:
    """Where the ids of disclosures that are asked at a moment begin."""
    return id_at(at, "")


def disclosures_of(conversation: str) -> str:
    return f"DISCLOSURE#OF#{conversation}"


def disclosure_of(conversation: str, asker: str) -> Key:
    return _key(disclosures_of(conversation), asker)


def disclosure_figures(year: int) -> Key:
    return _key("DISCLOSURE#FIGURES", str(year))


def due_shard(partition: str) -> str:
    return str(crc32(partition.encode()) % DUE_SHARDS)


def due_shards() -> tuple[str, ...]:
    return tuple(map(str, range(DUE_SHARDS)))


def day(channel: str, day: date) -> str:
    return f"{channel}#{day.isoformat()}"


def moment(at: datetime) -> str:
    """UTC with milliseconds: text order is time order."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds")


def milliseconds(at: datetime) -> int:
    return (at - _EPOCH) // timedelta(milliseconds=1)


def kind_of(sort: str) -> str:
    """What an entry of the due-time index stands for."""
    return {CONVERSATION: "conversation", DUTY: "duty"}[sort]


def id_of(partition: str) -> str:
    """The id in the partition key of a conversation or a counsellor."""
    return partition.partition("#")[2]
