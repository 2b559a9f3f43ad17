"""A visitor and a counsellor who talk, with ordinary names, and the bill of what they do."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from chalicelib.privacy.origins import Origin
from tests.counts.spending import Spent, spending
from tests.load import Load

INTAKE = {"age": 17, "region": "Oost-Vlaanderen", "gender": "female"}
FROM = "203.0.113.0"
PERSON = "6a1b7a0e-0c55-4b6f-9a53-2f1f6f0c9d11"
"""An identity as Cognito gives it."""


@dataclass
class Talk:
    """A visitor and a counsellor who have been talking for a while."""

    people: Load
    visitor: str
    counsellor: str
    conversation: str
    said: int = 0
    rounds: int = 0

    def visitor_says(self, text: str = "Ik weet niet goed waar ik moet beginnen.") -> str:
        self.said += 1
        return str(self.people.sends(self.visitor, "say", n=self.said, id=f"visitor-{self.said}", text=text)["type"])

    def counsellor_says(self, text: str = "Neem gerust je tijd, ik luister.") -> str:
        self.said += 1
        of = {"conversation": self.conversation, "n": self.said, "id": f"counsellor-{self.said}"}
        return str(self.people.sends(self.counsellor, "say", **of, text=text)["type"])  # type: ignore[arg-type]


@contextmanager
def bill(people: Load, what: str) -> Iterator[Spent]:
    with spending(people.client, people.gateway) as spent:
        yield spent
    print(f"\n{what} ({type(people.client).__name__}): {spent}", end="")


def start(people: Load, *, warm: bool = True) -> tuple[Talk, Spent]:
    """`warm`: in a worker that knows the salts of the day, as after its first visitor."""
    counsellor, visitor = people.counsellor(PERSON, slots=4), people.connects()
    people.sends(visitor, "watch", channel="jac")
    fields = {"channel": "jac", "nickname": "Sam van hiernaast", "intake": INTAKE}
    if warm:
        people.workers[0].recent_hashes(Origin(FROM))
    with bill(people, "start" if warm else "start in a new worker") as spent:
        started = people.sends(visitor, "start", address=FROM, **fields)  # type: ignore[arg-type]
    assert started["type"] == "started", people.log.getvalue()
    return Talk(people, visitor, counsellor, started["conversation"]), spent
