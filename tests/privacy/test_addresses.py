"""Where somebody comes from is in the vault, and in nothing else that the service keeps, says or logs."""

import re

from tests.actors import counsellor, visitor
from tests.service import Service, service

ADDRESSES = {"Sam": "203.0.113.9", "Noor": "2001:db8:1:2:3:4:5:6", "Mo": "::ffff:198.51.100.77"}
FORMS = re.compile(r"203\.0\.113\.9|2001:db8|198\.51\.100\.77|c633:644d|cb00:7109", re.IGNORECASE)


def a_whole_evening() -> Service:
    """Starts, words, drops, resumes by token and by nickname, a block, surveys, hours of upkeep."""
    here = service()
    here.opens("jac")
    an = counsellor(here)
    an.takes_duty(slots=4)
    people = {name: visitor(here, address) for name, address in ADDRESSES.items()}
    for name, person in people.items():
        person.sends("watch", channel="jac")
        assert person.starts(name, intake={"age": 17, "region": "Gent"})["type"] == "started"
        assert person.says(f"hallo, {name} hier")["delivered"]
        an.sends("note", conversation=person.conversation, id="note-0001", text="rustig")
    people["Sam"].loses_the_line()
    assert people["Sam"].comes_back(address=ADDRESSES["Noor"]).resumes()["type"] == "resumed"
    people["Noor"].loses_the_line()
    stranger = visitor(here, ADDRESSES["Mo"])
    assert stranger.resumes_by_nickname("Noor")["type"] == "waiting"
    an.sends("accept", conversation=people["Noor"].conversation)
    assert visitor(here, ADDRESSES["Sam"]).resumes_by_nickname("Niemand")["reason"] == "unknown"
    an.sends("block", conversation=people["Mo"].conversation, reason="bedreigingen")
    assert visitor(here, ADDRESSES["Mo"]).starts("Opnieuw")["reason"] == "blocked"
    for _ in range(40):
        here.clock.passes(minutes=2)
        here.upkeep()
    here.tells_watchers()
    return here


def test_no_address_leaves_the_vault() -> None:
    here = a_whole_evening()
    assert not FORMS.search(str(here.dynamo.items("chat")))
    assert not FORMS.search(here.log.getvalue())
    for number in range(20):
        assert not FORMS.search(str(here.gateway.inbox(f"connection-{number}")))
    kept = len(FORMS.findall(str(here.dynamo.items("vault"))))
    assert kept == len(ADDRESSES) + 2, "one came back from elsewhere, one was let in"


def test_the_chat_only_puts_into_the_vault() -> None:
    here = service()
    calls: list[str] = []

    def watch(operation: str, arguments: dict[str, object]) -> None:
        if arguments.get("TableName") == "vault" or "vault" in str(arguments.get("RequestItems", "")):
            calls.append(operation)

    here.dynamo.before_call.append(watch)
    here.opens("jac")
    counsellor(here).takes_duty()
    sam = visitor(here, ADDRESSES["Sam"])
    sam.starts("Sam")
    sam.sends("end")
    here.clock.passes(minutes=2)
    here.upkeep()
    assert calls == [], "an origin comes with the transaction of the start, and nothing touches it afterwards"
