"""Who sits at a desk."""

from chalicelib.actions.context import Caller, Context
from chalicelib.actions.shared.refusals import Refusal
from chalicelib.domain.connection import StaffConnection


def staff_of(context: Context, caller: Caller) -> StaffConnection:
    """Who sits at this desk. Raises Refusal for a visitor's connection."""
    staff = context.connections.get(caller.connection) or context.connections.get(caller.connection, fresh=True)
    if not isinstance(staff, StaffConnection):
        raise Refusal("not_yours")
    return staff
