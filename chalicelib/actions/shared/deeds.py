"""What staff did, as the audit trail is to say it."""

from collections.abc import Mapping
from types import MappingProxyType

from chalicelib.actions.context import Context
from chalicelib.domain.audit import Act, Deed, Detail
from chalicelib.domain.staff import Role, Staff

NOTHING: Mapping[Detail, str] = MappingProxyType({})


def deed_of(
    context: Context,
    staff: Staff,
    act: Act,
    on: str,
    details: Mapping[Detail, str] = NOTHING,
    role: Role = Role.ADMINISTRATOR,
) -> Deed:
    """A deed of now, in the role in which it was done."""
    return Deed(context.new_id(), context.now(), staff.id, staff.shown, role, act, on, dict(details))


def sign_of(origin_hash: str) -> str:
    """Enough of a block's id to know its lifting by; too little to find an item or an origin with, ever."""
    return origin_hash[:8]
