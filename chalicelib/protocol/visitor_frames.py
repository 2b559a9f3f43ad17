"""Frames that visitors send, protocol version 1: closed and bounded."""

from typing import Annotated, Literal

from pydantic import Field

from chalicelib.protocol.fields import ChannelName, Closed, Have, MessageId, Nickname, Number, ShortText, Text, Token
from chalicelib.protocol.words import Language

Gender = Literal["female", "male", "other"]


class Intake(Closed):
    """General questions before a conversation; each may be left out, and leaving out changes nothing."""

    age: Annotated[int, Field(ge=1, le=120)] | None = None
    region: ShortText | None = None
    gender: Gender | None = None


class WatchFrame(Closed):
    """A visitor wants to be told when the light of a channel changes."""

    type: Literal["watch"]
    channel: ChannelName
    language: Language = "nl"


class StartFrame(Closed):
    """A visitor asks for a conversation."""

    type: Literal["start"]
    channel: ChannelName
    nickname: Nickname
    intake: Intake = Intake()
    language: Language = "nl"


class ResumeByTokenFrame(Closed):
    """A visitor comes back with the token of the conversation."""

    type: Literal["resume"]
    token: Token
    have: Have = Have()


class ResumeByNicknameFrame(Closed):
    """A visitor who lost the token asks the counsellor to be let back in."""

    type: Literal["resume"]
    channel: ChannelName
    nickname: Nickname
    language: Language = "nl"


class VisitorSayFrame(Closed):
    type: Literal["say"]
    n: Number
    id: MessageId
    text: Text


class VisitorTypingFrame(Closed):
    """On when somebody begins and again after 20 seconds, off when they stop; a page from before `on` says on."""

    type: Literal["typing"]
    on: bool = True


class VisitorReplayFrame(Closed):
    """A receiver saw a gap, or has just come back, and asks for everything after `have`."""

    type: Literal["replay"]
    have: Have


class HereFrame(Closed):
    """The visitor is there, though they have not said a word: the answer to the notice `silent_visitor`."""

    type: Literal["here"]


class VisitorEndFrame(Closed):
    """The visitor ends it; `quick`: by the quick exit. Their page says it once more without, for a server of before."""

    type: Literal["end"]
    quick: bool = False


class SurveyFrame(Closed):
    """What the visitor thought of it; every answer is optional. Scores run from 1 (not) to 5 (very)."""

    type: Literal["survey"]
    heard: Annotated[int, Field(ge=1, le=5)] | None = None
    helped: Annotated[int, Field(ge=1, le=5)] | None = None
    again: bool | None = None
    remark: Text | None = None
