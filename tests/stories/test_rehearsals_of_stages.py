"""Runbooks in which a whole stage is lost or replaced, on local clouds of their own. Prints how long each step took."""

import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import boto3
import httpx
import pytest
from websockets.exceptions import InvalidHandshake

from chalicelib.settings import Settings
from chalicelib.wiring import now
from infra.audit.export import read_export
from infra.audit.fetch import Files, Source, fetch
from infra.deployment.clients import open_clients
from infra.deployment.release import Deployment, open_deployment
from infra.deployment.stage import read_stage
from infra.edge.outage import page
from infra.local.adaptations import adapt
from infra.local.cloud import local_cloud, local_session
from infra.local.console import Console
from infra.local.outputs import Outputs
from infra.local.place import Place, free_port
from infra.packaging.package import Package, make_package
from infra.packaging.sealing import opened
from infra.retention.forget import Tables, everything, forget
from infra.retention.swap import swap
from tests.edge.proxy import proxy
from tests.stories.front import front
from tests.stories.people import Counsellor, Visitor, administrator, counsellor, light, sees_light, visitor

pytestmark = pytest.mark.soak
PATIENCE = 180.0
ELSEWHERE = "eu-west-1"
Copies = dict[str, list[dict[str, Any]]]


def waits(what: str, seen: Callable[[], bool]) -> None:
    """Until it is seen, and how long that took."""
    began = time.monotonic()
    while not seen():
        assert time.monotonic() - began < PATIENCE, what
    told(what, began)


def told(what: str, began: float) -> None:
    print(f"  {time.monotonic() - began:5.1f} s  {what}")


def talks(cloud: Outputs, an: Counsellor, text: str) -> str:
    """Somebody gets in and is answered; the conversation."""
    with visitor(cloud) as sam:
        assert sam.starts("Sam")["type"] == "started"
        conversation = str(an.expects("assigned", conversation=sam.conversation)["conversation"])
        sam.says(text)
        an.says(conversation, "dag")
        sam.expects("message")
        sam.asks("end", "ended")
    return conversation


# Wrong release


def _deployment(cloud: Outputs) -> Deployment:
    stage = read_stage("local")
    return open_deployment(stage, open_clients(local_session(stage.region), cloud.endpoint), lambda _: None)


def _broken(package: Package, folder: Path) -> Package:
    """A release of which the sockets die before they have begun."""
    copies = {path.name: Path(shutil.copy(path, folder)) for path in (package.template, *package.archives)}
    with opened(copies[package.archive.name]) as inside:
        (inside / "chalicelib" / "entrypoints" / "sockets.pyc").unlink()
        (inside / "chalicelib" / "entrypoints" / "sockets.py").write_text('raise ImportError("wrong release")\n')
    return replace(package, template=copies[package.template.name], archive=copies[package.archive.name])


def _gets_in(cloud: Outputs) -> bool:
    try:
        with visitor(cloud) as sam:
            return bool(sam.asks("watch", "status", channel="jac")["light"])
    except (InvalidHandshake, OSError, KeyError):
        return False


def test_wrong_release(tmp_path: Path) -> None:
    """A release lets nobody in; the one before is brought back, a talk under way goes on, and others are answered."""
    print("\nwrong release")
    home, wrong = tmp_path / "cloud", tmp_path / "wrong"
    wrong.mkdir()
    with local_cloud(Place(home, free_port(), keeps_state=False), Console()) as (_, cloud):
        administrator(cloud).opens_around_the_clock()
        package = make_package("local", lambda _: None)
        bad = _broken(package, wrong)
        with counsellor(cloud) as an, visitor(cloud) as sam:
            _talk(an, sam)
            began = time.monotonic()
            _deployment(cloud).release(bad, adapt(bad.read_template(), cloud.endpoint, cloud.website))
            told("the wrong release stands", began)
            waits("nobody gets in (ConnectDies)", lambda: not _gets_in(cloud))
        began = time.monotonic()
        _deployment(cloud).go_back()
        told("make rollback: the release before stands", began)
        waits("in again", lambda: _gets_in(cloud))
        with counsellor(cloud) as an:
            _goes_on(cloud, an, sam)
            told("the talk under way goes on", began)
            talks(cloud, an, "na de fout")
            told("and others are answered", began)


def _talk(an: Counsellor, sam: Visitor) -> None:
    an.clears_the_desk()
    an.takes_duty(slots=2)
    sam.starts("Sam")
    an.expects("assigned", conversation=sam.conversation)
    sam.says("voor de fout")


def _goes_on(cloud: Outputs, an: Counsellor, sam: Visitor) -> None:
    """Both come back on new lines; what was said before stands, and each hears the other."""
    an.takes_duty(slots=2)
    shown = an.asks("attach", "assigned", conversation=sam.conversation)
    assert [each["text"] for each in shown["messages"]] == ["voor de fout"]
    with visitor(cloud) as again:
        resumed = again.asks("resume", "resumed", token=sam.token)
        assert [each["text"] for each in resumed["messages"]] == ["voor de fout"]
        an.says(sam.conversation, "daar ben ik weer")
        assert again.expects("message")["text"] == "daar ben ik weer"
        again.asks("end", "ended")


# Region gone


def _session(cloud: Outputs) -> Any:
    session: boto3.Session = local_session(cloud.region)
    return session.client("dynamodb", endpoint_url=cloud.endpoint)


def _nightly_copy(cloud: Outputs) -> Copies:
    """What the plan of `CopyRegion` has in the other region in the morning."""
    here = _session(cloud)
    tables = {"chat": cloud.chat_table, "vault": cloud.vault_table}
    return {
        part: [item for page in here.get_paginator("scan").paginate(TableName=name) for item in page["Items"]]
        for part, name in tables.items()
    }


def _restored(client: Any, name: str, items: list[dict[str, Any]]) -> str:
    """A table out of the copy, beside the one in use: without time to live."""
    kinds = [{"AttributeName": each, "AttributeType": "S"} for each in ("pk", "sk")]
    keys = [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}]
    client.create_table(TableName=name, AttributeDefinitions=kinds, KeySchema=keys, BillingMode="PAY_PER_REQUEST")
    for item in items:
        client.put_item(TableName=name, Item=item)
    return name


def _brings_back(cloud: Outputs, copies: Copies) -> dict[str, dict[str, int]]:
    client, live = _session(cloud), Tables(cloud.chat_table, cloud.vault_table)
    counts = {}
    for part, into in (("chat", live.chat), ("vault", live.vault)):
        name = _restored(client, f"{into}-restored", copies[part])
        while set(forget(client, live, name, now)) != {"kept"}:
            pass
        counts[part] = dict(swap(client, live, into, name, now))
    return counts


def _trail(cloud: Outputs, folder: Path) -> int:
    """How many entries the trail has; read as `make verify-audit` reads it."""
    files = Files.within(folder)
    fetch(
        local_session(cloud.region),
        cloud.endpoint,
        Source(cloud.vault_table, cloud.audit_heads, cloud.audit_key),
        files,
    )
    return len(read_export(files.export).entries)


def test_region_gone(tmp_path: Path) -> None:
    """The region is gone: sites see where help is, another region takes over, and the copy of the night comes back."""
    print("\nregion gone")
    (tmp_path / "uit.html").write_text(page(Settings().service.values()), encoding="utf-8")
    with local_cloud(Place(tmp_path / "first", free_port(), keeps_state=False), Console()) as (machines, first):
        administrator(first).opens_around_the_clock()
        with counsellor(first) as an:
            an.takes_duty()
            sees_light(first, "open")
            kept = talks(first, an, "voor de kopie")
            copies = _nightly_copy(first)
            lost = talks(first, an, "na de kopie")
        with front(first.rest_url) as door, proxy(tmp_path, door.port) as edge:

            def shown() -> str:
                return httpx.get(f"{edge}/status/jac?lang=nl", timeout=30).text

            def opens() -> str:
                return httpx.get(f"{edge}/c/jac?lang=nl", timeout=30).text

            assert '"light"' in shown()
            machines.stop()
            gone = time.monotonic()
            waits("the region is gone: the page for outages stands where the chat was", lambda: "1712" in opens())
            began = time.monotonic()
            with local_cloud(
                Place(tmp_path / "second", free_port(), keeps_state=False), Console(), region=ELSEWHERE
            ) as (_, second):
                told("make deploy in another region", began)
                assert second.region == ELSEWHERE
                door.leads_to = second.rest_url
                waits(
                    "sites see the light again: closed, never open",
                    lambda: '"light":"closed"' in shown().replace(" ", ""),
                )
                dora = administrator(second)
                dora.opens_around_the_clock()
                with counsellor(second) as an:
                    an.takes_duty()
                    waits("hours and a counsellor: open", lambda: light(second) == "open")
                    talks(second, an, "in de andere regio")
                    told("the first conversation since the region was gone", gone)
                    an.asks("duty", "duty", off=True)
                before = _trail(second, tmp_path / "before")
                began = time.monotonic()
                counts = _brings_back(second, copies)
                told(f"the copy is back: {counts}", began)
                live = list(everything(_session(second), second.chat_table))
                assert any(one["pk"] == f"CONVERSATION#{kept}" for one in live)
                assert not any(lost in str(one["pk"]) for one in live), "what came after the copy is lost, and said so"
                assert "AUDIT" not in counts["vault"], "the trail of before stays in its own table"
                dora.takes_away_the_hours()
                waits("the trail of the new stage goes on", lambda: _trail(second, tmp_path / "after") > before)
                told("everything that can come back is back", gone)
