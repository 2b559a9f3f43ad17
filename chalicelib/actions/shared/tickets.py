"""A ticket opens one line, once: what it is good for is kept under a hash, and only who asked has the secret."""

from datetime import datetime

from chalicelib.actions.context import Context
from chalicelib.domain.connection import Ticket
from chalicelib.privacy.tokens import Purpose, hashed


def issued(context: Context, granted: Ticket) -> tuple[str, datetime]:
    """The secret, and until when it opens a line (UTC)."""
    secret = context.new_secret()
    return secret, context.connections.add_ticket(hashed(secret, Purpose.TICKET), granted, context.now())
