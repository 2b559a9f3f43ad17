"""Secrets handed out once: 256 random bits, kept as a hash, compared in constant time, one purpose each."""

import hashlib
import hmac
from enum import StrEnum


class Purpose(StrEnum):
    """What a token is for; a token of one purpose is nothing for another."""

    RESUME = "resume"
    TICKET = "ticket"


def hashed(secret: str, purpose: Purpose) -> str:
    """What is stored of a token. The secret has 256 random bits, so a plain hash cannot be reversed.

    A forged one may be any text, half a character too.
    """
    return hashlib.sha256(f"{purpose}:{secret}".encode("utf-8", "surrogatepass")).hexdigest()


def matches(secret: str, purpose: Purpose, stored_hash: str) -> bool:
    """Whether a token is the one that was stored, in a time that does not depend on where it differs."""
    return hmac.compare_digest(hashed(secret, purpose), stored_hash)


def joined(conversation: str, secret: str) -> str:
    """The resume token: names the conversation, so that it is found in one read, and proves the right to it."""
    return f"{conversation}.{secret}"


def parted(token: str) -> tuple[str, str]:
    """Conversation and secret of a resume token; empty words for what is not one."""
    conversation, dot, secret = token.partition(".")
    return (conversation, secret) if dot and len(conversation) >= 16 and secret else ("", "")
