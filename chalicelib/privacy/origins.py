"""The origin of a visitor: an IP address that lives in the vault and nowhere else.

Everything outside the vault knows a keyed hash at most (HMAC-SHA256, key apart from the tables), so that
blocks and throttles can match without anybody reading an address. IPv6 is taken by /64, because a
household or a telephone changes the rest of it at will.
"""

import hashlib
import hmac
import ipaddress


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

    def _network(self) -> str:
        address = self._address
        if isinstance(address, ipaddress.IPv6Address):
            if address.ipv4_mapped is not None:
                return str(address.ipv4_mapped)
            return str(ipaddress.ip_network((address, 64), strict=False))
        return str(address)
