"""What we call of AWS, with the faces of the SDK's clients: same names, same arguments, same answers."""

import json
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from urllib.parse import quote, urlencode
from uuid import uuid4

from botocore.exceptions import ClientError

from chalicelib.aws.service import Service
from chalicelib.aws.signing import Request
from chalicelib.aws.wire import Reply

Answer = dict[str, object]

PUT_TRIES = 3


def _json(service: Service, target: str, version: str, asked: Mapping[str, object]) -> Answer:
    """A call of the protocols `json-1.0` and `json-1.1`."""
    headers = {"content-type": f"application/x-amz-json-{version}", "x-amz-target": target}
    body = json.dumps(asked, separators=(",", ":")).encode()
    reply = service.call(target.rpartition(".")[2], Request("POST", "/", headers, body))
    answer: Answer = json.loads(reply.body)
    return answer


class DynamoDB:
    """Items, in DynamoDB's own form; numbers are texts. Binary values are none of ours."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def ask(self, operation: str, asked: Mapping[str, object]) -> Answer:
        """Any call by its name. Raises ClientError and BotoCoreError, as all of them do."""
        return _json(self._service, f"DynamoDB_20120810.{operation}", "1.0", asked)

    def get_item(self, **asked: object) -> Answer:
        return self.ask("GetItem", asked)

    def put_item(self, **asked: object) -> Answer:
        return self.ask("PutItem", asked)

    def update_item(self, **asked: object) -> Answer:
        return self.ask("UpdateItem", asked)

    def delete_item(self, **asked: object) -> Answer:
        return self.ask("DeleteItem", asked)

    def query(self, **asked: object) -> Answer:
        return self.ask("Query", asked)

    def batch_get_item(self, **asked: object) -> Answer:
        return self.ask("BatchGetItem", asked)

    def transact_write_items(self, **asked: object) -> Answer:
        """All or nothing. The token makes a second try the same transaction."""
        return self.ask("TransactWriteItems", {"ClientRequestToken": str(uuid4()), **asked})


class UserPools:
    """Accounts of people who sign in, and their groups."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def admin_get_user(self, **asked: object) -> Answer:
        return self._ask("AdminGetUser", asked)

    def admin_list_groups_for_user(self, **asked: object) -> Answer:
        return self._ask("AdminListGroupsForUser", asked)

    def _ask(self, operation: str, asked: Mapping[str, object]) -> Answer:
        return _json(self._service, f"AWSCognitoIdentityProviderService.{operation}", "1.1", asked)


class Connections:
    """Lines that API Gateway holds open."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def post_to_connection(self, *, ConnectionId: str, Data: bytes) -> None:  # noqa: N803  (AWS's names)
        self._service.call("PostToConnection", Request("POST", _line(ConnectionId), {}, Data))

    def delete_connection(self, *, ConnectionId: str) -> None:  # noqa: N803  (AWS's names)
        self._service.call("DeleteConnection", Request("DELETE", _line(ConnectionId), {}))


def _line(connection: str) -> str:
    return f"/@connections/{quote(connection, safe='')}"


def secret(service: Service, name: str) -> str:
    """The text of a secret."""
    return str(_json(service, "secretsmanager.GetSecretValue", "1.1", {"SecretId": name})["SecretString"])


def question(service: Service, function: str, payload: bytes) -> bytes:
    """What a Lambda answers. Raises FunctionFailed when it ended without an answer."""
    reply = _invoked(service, function, payload, "RequestResponse")
    if "x-amz-function-error" in reply.headers:
        raise FunctionFailed
    return reply.body


def publish(service: Service, topic: str, subject: str, text: str) -> None:
    """Tells everybody who subscribed to a topic. The service speaks AWS's query protocol, and answers in XML."""
    asked = {"Action": "Publish", "Version": "2010-03-31", "TopicArn": topic, "Subject": subject, "Message": text}
    headers = {"content-type": "application/x-www-form-urlencoded; charset=utf-8"}
    service.call("Publish", Request("POST", "/", headers, urlencode(asked).encode()))


def signature(service: Service, key: str, text: str) -> str:
    """The signature of a text (ECDSA with SHA-256; DER in base64) by an asymmetric key that nobody can read."""
    asked = {"KeyId": key, "Message": b64encode(text.encode()).decode(), "MessageType": "RAW"}
    signed = _json(service, "TrentService.Sign", "1.1", asked | {"SigningAlgorithm": "ECDSA_SHA_256"})
    return str(signed["Signature"])


def put_once(bucket: Service, name: str, text: str) -> None:
    """Puts a file into a bucket, unless there is one by that name."""
    body = text.encode()
    request = Request("PUT", f"/{name}", {"if-none-match": "*", **_described(body)}, body)
    # Scheduled events come twice sometimes: S3 says so with 409, and a moment later the file is there, or it is not.
    for tries in range(1, PUT_TRIES + 1):
        try:
            bucket.call("PutObject", request)
        except ClientError as error:
            # What S3 says is XML; the status is enough.
            status = error.response["ResponseMetadata"]["HTTPStatusCode"]
            if status == 409 and tries < PUT_TRIES:
                continue
            if status != 412:
                raise
        return


def _described(body: bytes) -> dict[str, str]:
    """Kind and digests of JSON, as S3 wants them; a bucket under object lock takes nothing without the second one."""
    digest = sha256(body)
    return {
        "content-type": "application/json",
        "x-amz-content-sha256": digest.hexdigest(),
        "x-amz-checksum-sha256": b64encode(digest.digest()).decode(),
        "x-amz-sdk-checksum-algorithm": "SHA256",
    }


class FunctionFailed(Exception):
    """A Lambda that was asked has died; why stands in its own log."""


def invoke(service: Service, function: str, payload: bytes) -> None:
    """Hands an event to a Lambda without waiting for what it does."""
    _invoked(service, function, payload, "Event")


def _invoked(service: Service, function: str, payload: bytes, way: str) -> Reply:
    path = f"/2015-03-31/functions/{quote(function, safe='')}/invocations"
    return service.call("Invoke", Request("POST", path, {"x-amz-invocation-type": way}, payload))
