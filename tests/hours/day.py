"""A service at a moment on the Brussels clock, with the hours that upkeep gives it or a test asks for."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from chalicelib.domain.schedule import Schedule
from tests.actors import Counsellor, counsellor, visitor
from tests.service import Service, service

BRUSSELS = ZoneInfo("Europe/Brussels")


def brussels(text: str, fold: int = 0) -> datetime:
    """A moment as the clock on the wall shows it; `fold` 1 is the second showing of an autumn night."""
    return datetime.fromisoformat(text).replace(tzinfo=BRUSSELS, fold=fold).astimezone(UTC)


class Day:
    """One service, and somebody at the desk who never goes home."""

    def __init__(self, text: str, schedule: Schedule | None = None, channel: str = "caw") -> None:
        self.service: Service = service()
        self.channel = channel
        self.at(text)
        if schedule is None:
            self.service.upkeep()
        else:
            self.service.opens(channel, schedule)
        self.an: Counsellor = counsellor(self.service, "An")
        self.works()

    def works(self) -> None:
        self.an = self.an.reopens_the_desk()
        assert self.an.takes_duty(slots=5, channel=self.channel)["on"]

    def at(self, text: str, fold: int = 0) -> None:
        """The clock on the wall shows this; upkeep has not run."""
        self.service.clock.now = brussels(text, fold)

    def starts(self, text: str, fold: int = 0) -> str:
        """What somebody is told who clicks start at this moment, with a counsellor at the desk."""
        self.at(text, fold)
        self.works()
        somebody = visitor(self.service)
        answer = somebody.starts(f"Naam {text} {fold}", channel=self.channel)
        if answer["type"] == "started":
            somebody.sends("end")
        return str(answer.get("reason", answer["type"]))
