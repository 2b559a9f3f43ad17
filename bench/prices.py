"""What AWS asks for what a conversation uses."""

import json
from dataclasses import dataclass
from pathlib import Path

PRICES = json.loads((Path(__file__).parent / "prices.json").read_text())
ASSUMED = PRICES["assumed"]


@dataclass
class Use:
    """What something used: units of DynamoDB, frames over sockets both ways, events of Lambda and their calls."""

    written: float = 0.0
    read: float = 0.0
    frames: int = 0
    events: int = 0
    calls: int = 0
    minutes: float = 0.0

    def __add__(self, other: "Use") -> "Use":
        return Use(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))

    @property
    def bill(self) -> dict[str, float]:
        """Dollars at the prices of the file; what it assumes is how long a Lambda waits for a call."""
        waited = self.calls * ASSUMED["milliseconds_a_call"] + self.events * ASSUMED["milliseconds_an_event"]
        return {
            "frames": self.frames * PRICES["socket_frame"],
            "minutes of lines": self.minutes * PRICES["connection_minute"],
            "units written": self.written * PRICES["write_unit"],
            "units read": self.read * PRICES["read_unit"],
            "events": self.events * PRICES["lambda_request"],
            "seconds of Lambda": waited / 1000 * ASSUMED["gigabytes"] * PRICES["lambda_gb_second"],
        }

    @property
    def dollars(self) -> float:
        """All of the bill."""
        return sum(self.bill.values())
