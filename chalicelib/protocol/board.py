"""The board of a channel as a team lead gets it: no text, no nickname, no id of a conversation."""

from typing import Literal

from chalicelib.protocol.fields import Moment
from chalicelib.protocol.sent import LightWord, Sent

StandingWord = Literal["working", "paused", "away", "leaving"]


class BoardTalk(Sent):
    """One conversation: since when, whether the visitor is there, and since when they wait for an answer."""

    started_at: Moment
    here: bool
    waiting_since: Moment | None = None


class AtWork(Sent):
    """Somebody on duty, or with conversations to finish."""

    counsellor: str
    first_name: str
    standing: StandingWord
    slots: int
    talks: tuple[BoardTalk, ...] = ()


class BoardNowFrame(Sent):
    """To a team lead: who is on duty in a channel, what they hold and how long, and how many wait for the light.

    `more`: people who did not fit; `at`: the moment that all of it is about.
    """

    type: Literal["board"] = "board"
    channel: str
    light: LightWord
    open_until: Moment | None = None
    people: tuple[AtWork, ...] = ()
    more: int = 0
    at_the_door: int = 0
    at: Moment
