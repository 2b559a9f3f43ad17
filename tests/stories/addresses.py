"""Loopback addresses: to the local cloud each is an origin of its own, as every household is to the service."""

import os
from itertools import count

_taken = count(os.getpid() % 200 * 250)
"""Another stretch of them in each run: a cloud that stays up remembers who came before."""


def next_address() -> str:
    """One that nobody else of this run comes from."""
    number = next(_taken)
    return f"127.{10 + number // 62_500 % 200}.{number // 250 % 250 + 1}.{number % 250 + 1}"
