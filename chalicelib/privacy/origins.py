"""The origin of a visitor: an IP address that lives in the vault and nowhere else.

Everything outside the vault knows a keyed hash at most (HMAC-SHA256), so that blocks and throttles can match
without anybody reading an address. The key is that of a day: a secret that lies apart from the tables, and a random
salt of that day that is forgotten after two. So a hash that was left somewhere cannot be computed again by trying all
addresses, not even by who holds the secret. IPv6 is taken by /64, because a household or a telephone changes the rest
of it at will.
"""

import hashlib
import hmac
import ipaddress
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal, Protocol

WIDEST: Mapping[int, int] = {4: 16, 6: 32}
"""The fewest bits that a listed range may fix: nobody lists half of a country by a slip of the pen."""


class Origin:
    """An IP address that does not show itself in text, in a log or in an exception.

    Raises ValueError (without the input) for what is no IP address.
    """

    __slots__ = ("_address",)

    def __init__(self, text: str) -> None:
        try:
            self._address = ipaddress.ip_address(text)
        except ValueError:
            raise ValueError("not an IP address") from None

    def __repr__(self) -> str:
        return "Origin(hidden)"

    __str__ = __repr__

    def for_the_vault(self) -> str:
        """The address itself. Only what writes the vault may ask."""
        return str(self._address)

    def keyed_hash(self, key: bytes) -> str:
        """What stands for the origin in blocks, throttles and comparisons: 32 hexadecimal digits."""
        return hmac.new(key, self._network().encode(), hashlib.sha256).hexdigest()[:32]

    @property
    def plain(self) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
        """The address, as IPv4 where it is one in disguise; to compare it with ranges."""
        mapped = self._address.ipv4_mapped if isinstance(self._address, ipaddress.IPv6Address) else None
        return mapped or self._address

    def _network(self) -> str:
        address = self.plain
        if isinstance(address, ipaddress.IPv6Address):
            return str(ipaddress.ip_network((address, 64), strict=False))
        return str(address)


class Range:
    """A range of addresses that many people share, as an administrator lists it; it does not show itself by accident.

    A single address is a range too. Of IPv6 nothing smaller than a /64 is one origin, so nothing smaller is kept.
    Raises ValueError (without the input) for what is no range, or wider than any school or shelter is.
    """

    __slots__ = ("_network",)

    def __init__(self, text: str) -> None:
        try:
            network = ipaddress.ip_network(text, strict=False)
        except ValueError:
            raise ValueError("not a range of addresses") from None
        if network.prefixlen < WIDEST[network.version]:
            raise ValueError("wider than a range may be")
        if isinstance(network, ipaddress.IPv6Network) and network.prefixlen > 64:
            network = network.supernet(new_prefix=64)
        self._network = network

    def __repr__(self) -> str:
        return "Range(hidden)"

    __str__ = __repr__

    def for_the_administrator(self) -> str:
        """The range itself, in its shortest form."""
        return str(self._network)

    def __contains__(self, origin: Origin) -> bool:
        return origin.plain in self._network

    @property
    def width(self) -> int:
        """How many bits of it are open: of two ranges that an origin is in, the narrower one counts."""
        return self._network.max_prefixlen - self._network.prefixlen

    def keyed_hash(self, key: bytes) -> str:
        """What stands for everybody in it together."""
        return hmac.new(key, f"range {self._network}".encode(), hashlib.sha256).hexdigest()[:32]


Way = Literal["start", "token", "asked", "nickname"]


@dataclass(frozen=True)
class Arrival:
    """How a conversation came to be held from an origin: what the vault keeps of it.

    `asked` is somebody with the nickname, of whom the counsellor has not said yet whether they are let in. The yes, a
    `nickname`, comes from the desk and knows no address: `of` is the number under which that of the asker is kept.
    """

    way: Way
    origin: Origin | None = field(default=None, repr=False)
    of: int | None = None


class Salts(Protocol):
    """Where the salt of a day is kept while it may be known."""

    def of(self, day: date) -> str | None: ...
    def made(self, day: date, salt: str) -> str: ...


class DayHashes:
    """Keyed hashes of origins with the key of a day (Brussels), known for today and yesterday.

    A worker remembers the keys of both days, and forgets them as the table does.
    """

    def __init__(
        self, secret: Callable[[], bytes], salts: Salts, new_salt: Callable[[], str], today: Callable[[], date]
    ) -> None:
        self._secret, self._salts, self._new_salt, self._today = secret, salts, new_salt, today
        self._keys: dict[date, bytes | None] = {}

    def today(self, origin: Origin | Range) -> str:
        """What stands for the origin in what is written today."""
        day = self._today()
        return origin.keyed_hash(self._key(day) or self._made(day))

    def recent(self, origin: Origin | Range) -> tuple[str, ...]:
        """What stands for the origin in what was written today or yesterday, newest first."""
        before = self._key(self._today() - timedelta(days=1))
        return (self.today(origin), *([origin.keyed_hash(before)] if before else []))

    def _key(self, day: date) -> bytes | None:
        """The key of a day; None when nothing was hashed that day, or it is forgotten.

        That yesterday had none is remembered too: after a quiet day every start would ask for it again.
        """
        self._forget(day - timedelta(days=1))
        if day not in self._keys:
            salt = self._salts.of(day)
            self._keys[day] = self._keyed(salt) if salt else None
        return self._keys[day]

    def _made(self, day: date) -> bytes:
        key = self._keyed(self._salts.made(day, self._new_salt()))
        self._keys[day] = key
        return key

    def _forget(self, before: date) -> None:
        self._keys = {day: key for day, key in self._keys.items() if day >= before}

    def _keyed(self, salt: str) -> bytes:
        return hmac.new(self._secret(), salt.encode(), hashlib.sha256).digest()
