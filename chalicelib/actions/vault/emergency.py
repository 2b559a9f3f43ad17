"""Administrators hear that a disclosure is asked: at once, and again when nobody has answered for five minutes."""

from chalicelib.actions.context import Context
from chalicelib.domain.disclosure import WAITS, Disclosure, is_to_be_told
from chalicelib.domain.races import LostRace
from chalicelib.domain.staff import Role
from chalicelib.protocol.emergency_words import SUBJECT, emergency_text


def tell(context: Context, disclosure: Disclosure) -> bool:
    """Sends what is due; whether anybody could be told. A failure is ours to see, and the next minute tries again.

    Told first and noted after: twice is better than not at all.
    """
    try:
        sent = context.alert(SUBJECT, emergency_text("again" if disclosure.told else "first", context.deployment.stage))
        if sent:
            context.disclosures.mark_told(disclosure)
        return sent
    except LostRace:
        return True
    except Exception as error:
        context.log.fault("emergency_not_told", error)
        return False


def remind(context: Context) -> int:
    """The minute of the function `vault`: tells what is still to be told, and gives how many that was."""
    now = context.now()
    waiting = context.disclosures.since(now - WAITS[Role.COUNSELLOR])
    due = [one for one in waiting if is_to_be_told(one, now)]
    return sum(tell(context, one) for one in due)
