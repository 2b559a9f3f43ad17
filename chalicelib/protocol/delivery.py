"""What became of a push."""

from enum import Enum, auto


class Delivery(Enum):
    """YES: the connection took it. GONE: there is no such connection any more. UNSURE: it may have arrived."""

    YES = auto()
    GONE = auto()
    UNSURE = auto()
