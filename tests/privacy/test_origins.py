"""An address is known as itself in the vault alone; elsewhere by a keyed hash of where it comes from."""

import copy
import ipaddress
import re
import traceback

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.privacy.origins import Origin

KEY = b"a key that lies apart from the tables"


def hashed(address: str, key: bytes = KEY) -> str:
    return Origin(address).keyed_hash(key)


def test_a_household_is_one_origin_by_its_first_sixty_four_bits() -> None:
    assert hashed("2001:db8:1:2::7") == hashed("2001:db8:1:2:ffff:ffff:ffff:ffff") == hashed("2001:0DB8:1:2::")
    assert hashed("2001:db8:1:2::7") != hashed("2001:db8:1:3::7")


@given(network=st.integers(0, 2**64 - 1), one=st.integers(0, 2**64 - 1), other=st.integers(0, 2**64 - 1))
def test_the_last_sixty_four_bits_never_matter(network: int, one: int, other: int) -> None:
    first, second = (ipaddress.IPv6Address(network << 64 | rest) for rest in (one, other))
    if first.ipv4_mapped is None and second.ipv4_mapped is None:
        assert hashed(str(first)) == hashed(str(second))


@given(address=st.ip_addresses(v=4))
def test_an_ipv4_address_is_itself_also_in_the_clothes_of_ipv6(address: ipaddress.IPv4Address) -> None:
    assert hashed(f"::ffff:{address}") == hashed(str(address))
    assert hashed(str(address)) != hashed(str(ipaddress.IPv4Address((int(address) + 1) % 2**32)))


@given(address=st.ip_addresses(), other=st.binary(min_size=1).filter(lambda key: key != KEY))
def test_without_the_key_nothing_is_known(address: ipaddress.IPv4Address, other: bytes) -> None:
    one = hashed(str(address))
    assert re.fullmatch("[0-9a-f]{32}", one)
    assert one != hashed(str(address), other)


@given(address=st.ip_addresses())
def test_an_address_does_not_show_itself(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    origin = Origin(str(address))
    shown = f"{origin} {origin!r} {[origin]} {origin!s:>20}"
    assert str(address) not in shown.replace("::", "") or str(address) == "::"
    assert origin.for_the_vault() == str(address)
    assert not hasattr(origin, "__dict__"), "nothing that prints what an object holds finds it"


def test_a_copy_does_not_show_itself_either() -> None:
    assert "203" not in repr(copy.deepcopy([Origin("203.0.113.9")]))


@pytest.mark.parametrize(
    "text", ["", "nowhere", "203.0.113", "203.0.113.9/24", "203.0.113.256", " 203.0.113.9", "1::2::3"]
)
def test_what_is_no_address_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(ValueError, match=r"^not an IP address$"):
        Origin(text)
    try:
        Origin(text)
    except ValueError:
        assert not text or text not in traceback.format_exc()
