"""Who signs in to the admin page is written down by the server, whatever the page does or leaves."""

from dataclasses import replace
from functools import partial

from chalicelib.actions.context import Context
from chalicelib.actions.shared.changes import persistently
from chalicelib.actions.shared.deeds import deed_of
from chalicelib.domain.audit import Act
from chalicelib.domain.staff import Staff


def note_sign_in(context: Context, staff: Staff) -> None:
    """Leaves a deed with the first request of a sign-in, before that is answered. Raises what keeps it from that.

    Each worker leaves it once, under an id that is the sign-in's own: the trail takes it once.
    """
    if staff.sign_in:
        leave = partial(_leave, context, staff)
        context.sign_ins.of(staff.sign_in, context.now(), lambda: persistently(context, leave))


def _leave(context: Context, staff: Staff) -> None:
    deed = deed_of(context, staff, Act.SIGNED_IN, "")
    context.outbox.leave(replace(deed, id=f"sign-in-{staff.sign_in}"))
