"""A list of centres: an administrator brings it in as CSV, anybody may fetch the whole of it."""

import json
from pathlib import Path

import pytest

from chalicelib.domain.centres import MOST_CENTRES, MOST_LINES
from tests.http.api import AN, Api, Reply

HEADING = "postcode;gemeente;centrum;e-mail;telefoon;website"
GENT = "9000;Gent;CAW Oost;onthaal@centre.example;09 265 04 00;"
EXAMPLE = Path("docs/centres-example.csv").read_text()
LIST = "/admin/channels/caw/centres"


def brings(api: Api, *lines: str, version: int = 0) -> Reply:
    return api.put(LIST, csv="\n".join((HEADING, *lines)), version=version)


def faults(reply: Reply) -> list[str]:
    assert reply.kind == "invalid"
    return [fault["field"].removeprefix("csv.") for fault in reply.json["errors"]]


def test_without_a_list_there_is_an_empty_one(api: Api) -> None:
    assert api.get("/centres/caw").json == {"centres": [], "served": []}
    assert api.get(LIST).json | {"version": 0, "changed_at": None, "by": ""} == api.get(LIST).json


def test_what_is_brought_in_is_what_anybody_sees(api: Api) -> None:
    kept = brings(
        api, GENT, "8000;Brugge;CAW West;;050 47 10 47;https://west.example/contact", GENT.replace("9000", "9040")
    )
    assert (kept.status, kept.json["version"], kept.json["by"]) == (200, 1, "Dora")
    api.staff = None
    seen = api.get("/centres/caw")
    assert seen.json == {
        "centres": [
            {"name": "CAW Oost", "email": "onthaal@centre.example", "phone": "09 265 04 00", "website": ""},
            {"name": "CAW West", "email": "", "phone": "050 47 10 47", "website": "https://west.example/contact"},
        ],
        "served": [["8000", "Brugge", 1], ["9000", "Gent", 0], ["9040", "Gent", 0]],
    }
    assert api.get("/centres/jac").json["served"] == [], "each channel has a list of its own"


def test_whoever_looks_fetches_the_whole_list_which_caches_may_keep_for_less_than_a_minute(api: Api) -> None:
    brings(api, GENT)
    api.staff = None
    seen = api.get("/centres/caw")
    assert seen.headers["Cache-Control"] == "public, max-age=30, s-maxage=30"
    api.headers = {"If-None-Match": seen.headers["ETag"]}
    assert api.get("/centres/caw").status == 304
    assert api.get("/centres/zzz").kind == "unknown"


def test_the_example_is_of_the_form_that_is_read_and_invents_no_address(api: Api) -> None:
    assert api.put(LIST, csv=EXAMPLE, version=0).status == 200
    told = api.get(LIST).json
    assert {one["email"] for one in told["centres"]} == {"info@caw.be"}
    assert {one["phone"] for one in told["centres"]} == {""}


@pytest.mark.parametrize(
    "text",
    [
        f"\ufeff{HEADING}\r\n{GENT}\r\n\r\n;;;;;\r\n",
        f"{HEADING.replace(';', ',')}\n{GENT.replace(';', ',')}",
        f"{HEADING.replace(';', chr(9))}\n{GENT.replace(';', chr(9))}",
        f"{HEADING.upper()}\n{GENT}",
        'Municipality;Postcode;Centre;Telephone;E-mail;Website\n'
        " Gent ;9000;\"CAW  Oost\";'09 265 04 00;onthaal@centre.example",
    ],
)  # fmt: skip
def test_files_of_every_spreadsheet_are_read(api: Api, text: str) -> None:
    kept = api.put(LIST, csv=text, version=0).json
    assert kept["served"] == [["9000", "Gent", 0]]
    assert kept["centres"][0] == {
        "name": "CAW Oost", "email": "onthaal@centre.example", "phone": "09 265 04 00", "website": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("900;Gent;CAW;a@b.example;;", "postcode"),
        (";Gent;CAW;a@b.example;;", "postcode"),
        ("9000;;CAW;a@b.example;;", "municipality"),
        ("9000;=1+1;CAW;a@b.example;;", "municipality"),
        ("9000;Gent;;a@b.example;;", "centre"),
        ("9000;Gent;CAW;a@b;;", "email"),
        ("9000;Gent;CAW;a@b.example?bcc=c@d.example;;", "email"),
        ("9000;Gent;CAW;;bel ons;", "phone"),
        ("9000;Gent;CAW;;+;", "phone"),
        ("9000;Gent;CAW;;;javascript:alert(1)", "website"),
        ("9000;Gent;CAW;;;", "email"),
        ("9000;Gent", "centre"),
        ("9000;GENT;CAW;a@b.example;;", "municipality"),
    ],
)
def test_each_line_that_is_wrong_is_named_with_its_column(api: Api, line: str, place: str) -> None:
    reply = brings(api, GENT, "8000;Brugge;CAW;a@b.example;;", line)
    assert faults(reply)[0] == f"4.{place}"
    assert all(one["message"] != "Dit klopt niet." for one in reply.json["errors"])
    assert api.get(LIST).json["version"] == 0, "all or nothing"
    assert line.split(";")[0] not in api.log or not line.split(";")[0]


def test_lines_are_counted_as_a_spreadsheet_does(api: Api) -> None:
    assert faults(brings(api, "", GENT, "", "x;Gent;CAW;a@b.example;;")) == ["5.postcode"]


@pytest.mark.parametrize(
    "text",
    ["", "postcode;gemeente", HEADING + ";fax", HEADING.replace("gemeente", "postcode"), f'{HEADING}\n"9000;Gent'],
)
def test_what_is_no_list_is_said_once(api: Api, text: str) -> None:
    assert faults(api.put(LIST, csv=text, version=0)) == ["1"]


def test_more_cells_than_columns_are_not_dropped(api: Api) -> None:
    assert faults(brings(api, f"{GENT};more")) == ["2"]


def test_a_list_has_an_end(api: Api) -> None:
    lines = [f"{1000 + place % 9000};Plaats {place};CAW;a@b.example;;" for place in range(MOST_LINES + 1)]
    assert faults(brings(api, *lines)) == [str(MOST_LINES + 2)]
    assert brings(api, *lines[:-1]).status == 200
    many = [f"{1000 + place};Plaats;CAW {place};a@b.example;;" for place in range(MOST_CENTRES + 1)]
    assert faults(brings(api, *many, version=1)) == ["1.centre"]
    assert api.put(LIST, csv="x" * 300_000, version=1).faults.keys() == {"csv"}
    assert api.send("PUT", LIST, json.dumps({"csv": "x" * 400_000, "version": 1})).kind == "too_large"


def test_two_administrators_do_not_undo_each_other_unseen(api: Api) -> None:
    brings(api, GENT)
    assert brings(api, GENT).kind == "outdated"
    assert brings(api, version=1).json["version"] == 2
    assert api.get("/centres/caw").json["served"] == [], "an empty list takes all away"


def test_a_change_stands_in_the_audit_trail_with_numbers_only(api: Api) -> None:
    brings(api, GENT)
    api.service.chains()
    (deed,) = [one for one in api.get("/admin/audit").json["items"] if one["act"] == "centres_changed"]
    assert (deed["on"], deed["name"], deed["details"]) == ("caw", "Dora", {"version": "1", "places": "1"})


def test_only_an_administrator_keeps_the_list(api: Api) -> None:
    api.staff = AN
    assert api.get(LIST).kind == "not_allowed"
    assert brings(api, GENT).kind == "not_allowed"
