"""Words for a race that was lost in the store: expected between people who act at once, never a fault."""


class LostRace(Exception):
    """Somebody else was just before. Nothing was written."""


class Outdated(LostRace):
    """The thing has changed since it was read: read it again and decide again."""


class SlotTaken(LostRace):
    """The slot is no longer free."""


class NicknameTaken(LostRace):
    """A live conversation of the channel has this nickname."""


class AlreadyBound(LostRace):
    """The connection has a conversation already."""


class AlreadyChained(LostRace):
    """This deed stands in the audit trail already."""


class Decided(LostRace):
    """The disclosure is not as it was read, or who decides is who asked."""


class Contended(LostRace):
    """Two transactions touched the same items at the same moment: try again."""


class NumberTaken(LostRace):
    """Another message of this sender has this number."""
