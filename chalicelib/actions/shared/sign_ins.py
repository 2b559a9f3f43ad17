"""Who signs in to the admin page or the board is written down by the server, whatever the page does or leaves."""

from dataclasses import replace
from functools import partial

from chalicelib.actions.context import Context
from chalicelib.actions.shared.changes import persistently
from chalicelib.actions.shared.deeds import deed_of
from chalicelib.domain.audit import Act
from chalicelib.domain.staff import Role, Staff


def note_sign_in(context: Context, staff: Staff, role: Role) -> None:
    """Leaves a deed with the first request of a sign-in in a role, before that is answered. Raises what keeps it from
    that.

    Each worker leaves it once, under an id that is the sign-in's own: the trail takes it once.
    """
    if staff.sign_in:
        name = staff.sign_in if role is Role.ADMINISTRATOR else f"{staff.sign_in}-{role}"
        leave = partial(_leave, context, staff, role, name)
        context.sign_ins.of(name, context.now(), lambda: persistently(context, leave))


def _leave(context: Context, staff: Staff, role: Role, name: str) -> None:
    deed = deed_of(context, staff, Act.SIGNED_IN, "", role=role)
    context.outbox.leave(replace(deed, id=f"sign-in-{name}"))
