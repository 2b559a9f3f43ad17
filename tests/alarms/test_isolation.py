"""What one part of a stage does under load keeps no other part out."""

from typing import Any

from chalicelib.entrypoints.http import ADDRESSES
from tests.alarms.cloudwatch import RESOURCES

EVERY = ("/*", "*")
STAFF_PAGES = {"/desk", "/admin"}


def buckets() -> dict[tuple[str, str], Any]:
    """The throttles of the HTTP API, by path and method; CloudFormation spells a path with `~1`."""
    listed = RESOURCES["RestAPI"]["Properties"]["MethodSettings"]
    return {(one["ResourcePath"].replace("~1", "/").replace("//", "/"), one["HttpMethod"]): one for one in listed}


def test_what_anybody_may_ask_in_masses_has_a_bucket_of_its_own() -> None:
    public = {(one.path, one.method) for one in ADDRESSES if not one.guarded and one.path not in STAFF_PAGES}
    assert set(buckets()) - {EVERY} == public


def test_staff_share_a_bucket_that_no_visitor_draws_from() -> None:
    staff = {(one.path, one.method) for one in ADDRESSES if one.guarded}
    assert staff
    assert not staff & set(buckets())
    assert buckets()[EVERY]["ThrottlingRateLimit"] == 100


def test_all_buckets_together_fit_in_the_account() -> None:
    assert sum(one["ThrottlingRateLimit"] for one in buckets().values()) < 10_000


def test_no_bucket_logs_a_request() -> None:
    for one in buckets().values():
        assert (one["MetricsEnabled"], one["DataTraceEnabled"], one["LoggingLevel"]) == (True, False, "OFF")


def test_frames_and_upkeep_keep_runs_for_themselves_where_the_account_has_them() -> None:
    kept = {
        name: one["Properties"]["ReservedConcurrentExecutions"]
        for name, one in RESOURCES.items()
        if "ReservedConcurrentExecutions" in one.get("Properties", {})
    }
    none = {"Ref": "AWS::NoValue"}
    assert kept == {
        "WebsocketMessage": {"Fn::If": ["ReservesConcurrency", {"Ref": "MessageConcurrency"}, none]},
        "Upkeep": {"Fn::If": ["ReservesConcurrency", 2, none]},
        "Vault": {"Fn::If": ["ReservesConcurrency", 5, none]},
    }


def test_the_doors_that_aws_gives_are_closed_once_there_is_one_of_our_own() -> None:
    closed = {name: RESOURCES[name]["Properties"]["DisableExecuteApiEndpoint"] for name in ("RestAPI", "WebsocketAPI")}
    assert closed == {
        "RestAPI": {"Fn::If": ["HasPagesDomain", True, False]},
        "WebsocketAPI": {"Fn::If": ["HasWebsocketDomain", True, False]},
    }


def test_our_own_doors_speak_tls_1_2_at_least() -> None:
    assert RESOURCES["PagesDomainName"]["Properties"]["SecurityPolicy"] == "TLS_1_2"
    sockets = RESOURCES["WebsocketDomainName"]["Properties"]["DomainNameConfigurations"]
    assert [one["SecurityPolicy"] for one in sockets] == ["TLS_1_2"]
