"""The yearly figures: how many, how they ended, how soon; and a file that no spreadsheet computes."""

from chalicelib.domain.spreadsheet import as_csv
from tests.disclosures.people import Emergency
from tests.http.api import DORA, EVA


def test_a_year_of_disclosures(emergency: Emergency) -> None:
    for minutes, grants in ((2, True), (10, False), (40, True), (70, True)):
        id = emergency.asks().json["id"]
        emergency.here.clock.passes(minutes=minutes)
        (emergency.grants if grants else emergency.refuses)(id)
        if grants:
            emergency.looks(id)
        emergency.here.clock.passes(minutes=60)
    emergency.asks()
    this, *before = emergency.api(DORA).get("/admin/disclosure-figures").json["items"]
    assert this == {
        "year": 2026, "asked": 5, "granted": 3, "refused": 1, "looks": 3, "lone_looks": 0,
        "within_5": 1, "within_15": 1, "within_60": 1, "later": 1, "mean_minutes": 30.5,
    }  # fmt: skip
    assert [(year["year"], year["asked"], year["mean_minutes"]) for year in before] == [
        (2025, 0, None),
        (2024, 0, None),
    ]


def test_figures_belong_to_the_year_in_which_it_was_asked_and_stay(emergency: Emergency) -> None:
    emergency.here.clock.now = emergency.here.clock.now.replace(month=12, day=31, hour=22, minute=58)
    emergency.sam.starts("Sam")
    id = emergency.orders().json["id"]
    emergency.here.clock.passes(minutes=4)
    emergency.grants(id, EVA)
    years = emergency.api(DORA).get("/admin/disclosure-figures").json["items"]
    assert [(year["year"], year["asked"], year["granted"]) for year in years][:2] == [(2027, 0, 0), (2026, 1, 1)]
    emergency.here.clock.passes(days=365)
    years = emergency.api(DORA).get("/admin/disclosure-figures").json["items"]
    assert [year["asked"] for year in years] == [0, 0, 1]


def test_the_file_is_what_the_page_says_and_taking_it_along_is_written_down(emergency: Emergency) -> None:
    emergency.grants(emergency.asks().json["id"])
    file = emergency.api(DORA).send("POST", "/admin/disclosure-figures/exports").json
    head, first, *_ = file["text"].split("\r\n")
    assert file["name"] == "inzage-2026.csv"
    assert head == "year,asked,granted,refused,looks,lone_looks,within_5,within_15,within_60,later,mean_minutes"
    assert first == "2026,1,1,0,0,0,1,0,0,0,0.0"
    acts = [one["act"] for one in emergency.api(DORA).get("/admin/audit").json["items"]]
    assert "figures_exported" in acts


def test_no_spreadsheet_sees_a_formula() -> None:
    bad = ["=1+1", "+32", "-2", "@sum", "\tx", " =cmd|' /C calc'!A0", 'say "hi", you']
    assert as_csv([bad]) == ("'=1+1,'+32,'-2,'@sum,'\tx,' =cmd|' /C calc'!A0,\"say \"\"hi\"\", you\"\r\n")
