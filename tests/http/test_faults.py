"""An administrator reads what visitors reported that does not work."""

import pytest

from tests.http.api import AN, Api

CREDENTIALS = ":".join(("somebody", "secret"))


def test_reports_come_newest_first_and_in_pages(api: Api) -> None:
    for day in range(5):
        api.post("/faults", when=f"dag {day}", what="De pagina bleef wit", page="/c/jac")
        api.service.clock.passes(days=10)
    pages = [api.get("/admin/faults", limit="2").json]
    while pages[-1]["next"]:
        pages.append(api.get("/admin/faults", limit="2", cursor=pages[-1]["next"]).json)
    assert [[one["when"] for one in page["items"]] for page in pages] == [
        ["dag 4", "dag 3"],
        ["dag 2", "dag 1"],
        ["dag 0"],
    ]
    oldest = pages[-1]["items"][0]
    assert {name: oldest[name] for name in ("reported_at", "what", "page")} == {
        "reported_at": "2026-11-24T13:00:00.000Z", "what": "De pagina bleef wit", "page": "/c/jac",
    }  # fmt: skip
    assert api.address not in str(pages)


def test_a_report_is_gone_after_six_months(api: Api) -> None:
    api.post("/faults", when="nu", what="Stuk")
    api.service.clock.passes(days=181)
    assert len(api.get("/admin/faults").json["items"]) == 1
    api.service.clock.passes(days=1)
    assert api.get("/admin/faults").json["items"] == []


def test_counsellors_do_not_read_reports(api: Api) -> None:
    api.staff = AN
    assert api.get("/admin/faults").status == 403


@pytest.mark.parametrize("query", [{"limit": "0"}, {"cursor": "€"}, {"month": "2026-11"}])
def test_a_query_that_cannot_be_is_refused(api: Api, query: dict[str, str]) -> None:
    assert api.get("/admin/faults", **query).status == 422


@pytest.mark.parametrize(
    "page",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "/\\evil.example",
        "jac",
        "",
        "/a b",
        "ftp://a.example",
    ],
)
def test_a_page_is_an_address_of_the_web_or_a_path(api: Api, page: str) -> None:
    assert api.post("/faults", when="nu", what="Stuk", page=page).faults.keys() == {"page"}
    assert api.get("/admin/faults").json["items"] == []


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        (f"https://{CREDENTIALS}@www.example.be/hulp?session=1#token=a", "https://www.example.be/hulp"),
        ("/c/jac?lang=en#talk", "/c/jac?lang=en"),
    ],
)
def test_of_an_address_only_the_place_is_kept(api: Api, page: str, kept: str) -> None:
    api.post("/faults", when="nu", what="Stuk", page=page)
    assert api.get("/admin/faults").json["items"][0]["page"] == kept


@pytest.mark.parametrize("page", ["/", "/c/jac?lang=en", "https://www.example.be/hulp", "http://www.example.be"])
def test_a_page_that_is_one_is_kept(api: Api, page: str) -> None:
    assert api.post("/faults", when="nu", what="Stuk", page=page).status == 202
    assert api.get("/admin/faults").json["items"][0]["page"] == page


def test_a_report_is_marked_as_seen_to_and_opened_again(api: Api) -> None:
    api.post("/faults", when="nu", what="De pagina bleef wit", page="/c/jac")
    (report,) = api.get("/admin/faults").json["items"]
    assert (report["handled_at"], report["handled_by"]) == (None, None)
    marked = api.put(f"/admin/faults/{report['id']}", handled=True)
    assert marked.status == 200
    assert (marked.json["handled_by"], marked.json["handled_at"]) == ("Dora", "2026-11-24T13:00:00.000Z")
    assert api.get("/admin/faults").json["items"] == [marked.json]
    assert api.put(f"/admin/faults/{report['id']}", handled=False).json == report
    api.service.chains()
    trail = api.get("/admin/audit")
    assert {entry["act"] for entry in trail.json["items"]} == {"audit_read", "fault_reopened", "fault_handled"}
    assert "De pagina bleef wit" not in trail.text


@pytest.mark.parametrize("id", ["17955252000000-nobodyatall", "nonsense", "17955252000000-"])
def test_a_report_that_is_not_there_is_said(api: Api, id: str) -> None:
    assert api.put(f"/admin/faults/{id}", handled=True).status == 404
