"""The runbooks, played on the local cloud: something breaks, it is seen, it is mended. Prints how long each took."""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import boto3
import httpx
import pytest
from websockets.exceptions import InvalidStatus

from chalicelib.wiring import now
from infra.local.cloud import local_session
from infra.local.outputs import Outputs
from infra.retention.forget import Tables, forget
from infra.retention.restore import restore
from infra.retention.swap import NotForgotten, swap
from tests.stories.addresses import next_address
from tests.stories.people import administrator, counsellor, light, sees_light, visitor
from tests.stories.staff import sign_in

pytestmark = pytest.mark.soak
PATIENCE = 120.0


class Rehearsal:
    """A cloud, what its operators do to it, and a watch."""

    def __init__(self, cloud: Outputs) -> None:
        self.cloud = cloud
        self._session: boto3.Session = local_session(cloud.region)

    def client(self, service: Any, endpoint: str | None = None) -> Any:
        return self._session.client(service, endpoint_url=endpoint or self.cloud.endpoint)

    def waits(self, what: str, seen: Callable[[], bool]) -> None:
        """Until it is seen, and how long that took."""
        began = time.monotonic()
        while not seen():
            assert time.monotonic() - began < PATIENCE, what
        print(f"  {time.monotonic() - began:5.1f} s  {what}")

    def logged(self, function: str, event: str) -> bool:
        """Whether the function says so in its log, about which an alarm is made."""
        log = Path(self.cloud.logs) / f"{self.cloud.functions[function]}.log"
        return log.exists() and f'"event": "{event}"' in log.read_text()

    @contextmanager
    def environment(self, function: str, **changed: str) -> Iterator[None]:
        """The function with other settings, as a wrong release has them."""
        name = self.cloud.functions[function]
        before = self.client("lambda").get_function_configuration(FunctionName=name)["Environment"]["Variables"]
        self._release(name, before | changed)
        try:
            yield
        finally:
            self._release(name, before)

    def _release(self, name: str, variables: Mapping[str, str]) -> None:
        client = self.client("lambda")
        client.update_function_configuration(FunctionName=name, Environment={"Variables": variables})
        version = client.publish_version(FunctionName=name)["Version"]
        client.update_alias(FunctionName=name, Name="live", FunctionVersion=version)

    @contextmanager
    def without_right(self, function: str, part: str) -> Iterator[None]:
        """The function without the statements whose name begins so."""
        iam, name = self.client("iam"), self.cloud.functions[function]
        role = self.client("lambda").get_function_configuration(FunctionName=name)["Role"].rpartition("/")[2]
        policy = iam.list_role_policies(RoleName=role)["PolicyNames"][0]
        whole = iam.get_role_policy(RoleName=role, PolicyName=policy)["PolicyDocument"]
        self._put(iam, role, policy, [one for one in whole["Statement"] if not one["Sid"].startswith(part)])
        try:
            yield
        finally:
            self._put(iam, role, policy, whole["Statement"])

    @staticmethod
    def _put(iam: Any, role: str, policy: str, statements: list[Mapping[str, Any]]) -> None:
        document = json.dumps({"Version": "2012-10-17", "Statement": statements})
        iam.put_role_policy(RoleName=role, PolicyName=policy, PolicyDocument=document)


@pytest.fixture
def rehearsal(local_cloud: Outputs) -> Iterator[Rehearsal]:
    dora = administrator(local_cloud)
    dora.opens_around_the_clock()
    yield Rehearsal(local_cloud)
    dora.takes_away_the_hours()


def _starts(cloud: Outputs, address: str = "127.0.0.1") -> str:
    """What a visitor is told who wants to start: the reason of a refusal, or that it began."""
    with visitor(cloud, address) as sam:
        answer = sam.starts("Sam")
        if answer["type"] == "started":
            sam.asks("end", "ended")
        return str(answer.get("reason", answer["type"]))


def test_light_wrong(rehearsal: Rehearsal) -> None:
    """It says open and must not: the channel is closed at once."""
    print("\nlight wrong")
    cloud = rehearsal.cloud
    with counsellor(cloud) as an:
        an.clears_the_desk()
        sees_light(cloud, "open")
        dora = administrator(cloud)
        dora.does("POST", "channels/jac/close", reason="oefening").raise_for_status()
        rehearsal.waits("closed at once on the admin page: sites show it", lambda: light(cloud) == "closed")
        rehearsal.waits("and nobody is let in", lambda: _starts(cloud) == "closed")
        dora.does("POST", "channels/jac/reopen").raise_for_status()
        rehearsal.waits("opened again", lambda: light(cloud) == "open")
        an.asks("duty", "duty", off=True)


def test_nobody_gets_in(rehearsal: Rehearsal) -> None:
    """A release took a right away from the function of frames."""
    print("\nnobody gets in")
    cloud = rehearsal.cloud
    with rehearsal.without_right("message", "Chat"):
        rehearsal.waits("a right is gone: a start is our fault", lambda: _starts(cloud) == "failed")
        rehearsal.waits("the log says so (MessageFailed)", lambda: rehearsal.logged("message", "failed"))
    rehearsal.waits("the policy is back: a start is answered", lambda: _starts(cloud) == "closed")


def test_issuer_down(rehearsal: Rehearsal) -> None:
    """The keys of the issuer cannot be read."""
    print("\nissuer down")
    cloud = rehearsal.cloud
    token = {"Authorization": f"Bearer {sign_in(cloud, 'Dora', page='admin')}"}

    def asks() -> int:
        return httpx.get(f"{cloud.rest_url}/admin/channels", headers=token, timeout=PATIENCE).status_code

    with rehearsal.environment("staff", OIDC_JWKS_URL="http://127.0.0.1:9/"):
        rehearsal.waits("nobody new can sign in", lambda: asks() in (401, 403))
        rehearsal.waits("the log says so (IssuerUnreachable)", lambda: rehearsal.logged("staff", "issuer_unreachable"))
    rehearsal.waits("the issuer is back: signed in", lambda: asks() == 200)


def test_flood(rehearsal: Rehearsal) -> None:
    """One address opens connections without end."""
    print("\nflood")
    cloud, script = rehearsal.cloud, next_address()

    def refused() -> bool:
        try:
            visitor(cloud, script).socket.close()
        except InvalidStatus as answer:
            return answer.response.status_code == 403
        return False

    with rehearsal.environment("connect", CONNECTIONS_A_MINUTE="5"):
        rehearsal.waits("the address is refused after its number", refused)
        assert httpx.get(f"{cloud.rest_url}/status/jac", timeout=PATIENCE).status_code == 200
        print("        and the light is told all the same")
    rehearsal.waits("the flood is over: in again", lambda: not refused())


def test_counsellor_dismissed(rehearsal: Rehearsal) -> None:
    """Somebody's account ends while they are on duty and in conversation, and the minute does the rest."""
    print("\ncounsellor dismissed")
    cloud, cognito = rehearsal.cloud, rehearsal.client("cognito-idp")
    named = {"UserPoolId": cloud.pool_id, "Username": cloud.member("An").email}
    token = {"Authorization": f"Bearer {sign_in(cloud, 'An')}"}

    def ticket() -> int:
        return httpx.post(f"{cloud.rest_url}/desk/tickets", headers=token, timeout=PATIENCE).status_code

    with counsellor(cloud) as an, visitor(cloud) as sam:
        an.clears_the_desk()
        sees_light(cloud, "open")
        assert sam.starts("Sam")["type"] == "started"
        assert ticket() == 201
        cognito.admin_disable_user(**named)
        try:
            rehearsal.waits("the account is disabled: the token in hand opens nothing", lambda: ticket() == 401)
            rehearsal.waits("no sign-in either", lambda: not _signs_in(cloud))
            rehearsal.waits("off duty: nobody gets them any more", lambda: light(cloud) == "closed")
            rehearsal.waits("the visitor hears where help is", lambda: bool(sam.expects("ended")["elsewhere"]))
            rehearsal.waits("the desk is told", lambda: an.expects("refused")["reason"] == "dismissed")
        finally:
            cognito.admin_enable_user(**named)


def _signs_in(cloud: Outputs) -> bool:
    try:
        sign_in(cloud, "An")
    except (httpx.HTTPError, KeyError):
        return False
    return True


def test_key_rotation(rehearsal: Rehearsal) -> None:
    """No block runs, the origin key turns over, and every function reads it anew."""
    print("\nkey rotation")
    cloud, secrets = rehearsal.cloud, rehearsal.client("secretsmanager")
    dora, here = administrator(cloud), next_address()
    assert dora.does("GET", "blocks").raise_for_status().json()["items"] == []
    assert _starts(cloud) == "closed"
    secrets.put_secret_value(SecretId=cloud.origin_key_secret, SecretString="turned over " * 6)
    # A release makes new processes; another setting does the same here.
    with ExitStack() as released:
        for function in ("api", "message", "connect"):
            released.enter_context(rehearsal.environment(function, STAGE="rotated"))
        placed: dict[str, str] = {}

        def blocks() -> bool:
            placed.update(dora.does("POST", "blocks", origin=here, reason="oefening").raise_for_status().json())
            try:
                return _starts(cloud, here) == "blocked"
            finally:
                dora.does("DELETE", f"blocks/{placed['id']}").raise_for_status()

        rehearsal.waits("what one function blocks, the other refuses", blocks)
    rehearsal.waits("the block is lifted: a start is answered", lambda: _starts(cloud, here) == "closed")


def test_restore(rehearsal: Rehearsal) -> None:
    """An administrator's hours are lost, and come back from the table of a moment before."""
    print("\nrestore")
    cloud, dynamodb = rehearsal.cloud, rehearsal.client("dynamodb")
    live, copy = Tables(cloud.chat_table, cloud.vault_table), f"{cloud.chat_table}-restored"
    began = time.monotonic()
    restore(dynamodb, live.chat, copy, None)
    print(f"  {time.monotonic() - began:5.1f} s  the table of a moment before is there")
    dynamodb.delete_item(TableName=live.chat, Key={"pk": {"S": "CHANNEL#jac"}, "sk": {"S": "SCHEDULE"}})
    with counsellor(cloud) as an:
        an.clears_the_desk()
        rehearsal.waits("hours are gone: closed, never open", lambda: light(cloud) == "closed")
        with pytest.raises(NotForgotten):
            swap(dynamodb, live, live.chat, copy, now)
        rehearsal.waits("it has forgotten", lambda: set(forget(dynamodb, live, copy, now)) == {"kept"})
        counts = swap(dynamodb, live, live.chat, copy, now, "CHANNEL#jac")
        rehearsal.waits("what was missing is copied back, nothing newer overwritten", lambda: light(cloud) == "open")
        an.asks("duty", "duty", off=True)
    dynamodb.delete_table(TableName=copy)
    print(f"  {time.monotonic() - began:5.1f} s  in all: {dict(counts)}")
    assert counts["CHANNEL"] == 1
