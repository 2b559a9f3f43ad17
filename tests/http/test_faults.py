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
    assert [api.get(f"/admin/{path}").status for path in ("faults", "fault-figures")] == [403, 403]


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


def test_a_note_stays_with_a_report_until_another_is_written(api: Api) -> None:
    api.post("/faults", when="nu", what="De pagina bleef wit")
    (report,) = api.get("/admin/faults").json["items"]
    notes = [
        api.put(f"/admin/faults/{report['id']}", **body).json["note"]
        for body in (
            {"handled": True, "note": "Gemeld aan infra"},
            {"handled": False},
            {"handled": True, "note": "Verholpen"},
        )
    ]
    assert notes == ["Gemeld aan infra", "Gemeld aan infra", "Verholpen"]
    assert api.put(f"/admin/faults/{report['id']}", handled=True, note="").faults.keys() == {"note"}
    api.service.chains()
    assert "Verholpen" not in api.get("/admin/audit").text


LINUX, WINDOWS, PHONE = "Mozilla/5.0 (X11; Linux)", "Mozilla/5.0 (Windows NT 10.0)", "Mozilla/5.0 (iPhone)"


@pytest.mark.parametrize(
    ("user_agent", "family"),
    [
        (f"{LINUX} Gecko/20100101 Firefox/132.0", "firefox"),
        (f"{PHONE} AppleWebKit/605.1.15 FxiOS/132.0 Mobile Safari/605.1.15", "firefox"),
        (f"{WINDOWS} AppleWebKit/537.36 Chrome/130.0 Safari/537.36", "chrome"),
        (f"{PHONE} AppleWebKit/605.1.15 CriOS/130.0 Mobile Safari/604.1", "chrome"),
        (f"{WINDOWS} AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0", "edge"),
        (f"{LINUX} AppleWebKit/537.36 SamsungBrowser/26.0 Chrome/122.0 Mobile Safari/537.36", "samsung"),
        (f"{WINDOWS} AppleWebKit/537.36 Chrome/130.0 Safari/537.36 OPR/115.0", "opera"),
        (f"{PHONE} AppleWebKit/605.1.15 Version/18.1 Mobile Safari/604.1", "safari"),
        ("curl/8.9", "other"),
        ("", "other"),
    ],
)
def test_of_a_browser_only_the_family_is_kept(api: Api, user_agent: str, family: str) -> None:
    api.headers["User-Agent"] = user_agent
    api.post("/faults", when="nu", what="Stuk")
    assert api.get("/admin/faults").json["items"][0]["browser"] == family
    kept = [str(item) for item in api.stored() if item["pk"]["S"].startswith("FAULTS#")]
    assert not [item for item in kept if "Mozilla" in item or "132" in item or "curl" in item]


def test_reports_are_counted_by_week_and_browser(api: Api) -> None:
    """The clock begins on Tuesday the 24th of November."""
    for days, browsers in ((0, ("Firefox/1", "Firefox/1", "")), (5, ("Safari/1",)), (1, ("Firefox/1",))):
        api.service.clock.passes(days=days)
        for browser in browsers:
            api.headers["User-Agent"] = browser
            api.post("/faults", when="nu", what="Stuk")
    assert api.get("/admin/fault-figures").json == {
        "items": [
            {"week": "2026-11-30", "total": 1, "browsers": {"firefox": 1}},
            {"week": "2026-11-23", "total": 4, "browsers": {"firefox": 2, "other": 1, "safari": 1}},
        ],
        "whole": True,
    }


def test_a_flood_of_reports_is_counted_as_far_as_an_answer_may_take(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chalicelib.actions.administrator.faults.MOST_COUNTED", 2)
    for _ in range(3):
        api.post("/faults", when="nu", what="Stuk")
    counted = api.get("/admin/fault-figures").json
    assert (counted["items"][0]["total"], counted["whole"]) == (2, False)


@pytest.mark.parametrize("id", ["17955252000000-nobodyatall", "nonsense", "17955252000000-"])
def test_a_report_that_is_not_there_is_said(api: Api, id: str) -> None:
    assert api.put(f"/admin/faults/{id}", handled=True).status == 404
