"""The floor: one message stored and pushed from Python's standard library, signed by hand, with no check at all.

Nobody could run a help chat with it. It is what is left when everything is left out: no sender is known, nothing is
read, no frame is checked, a repeat is stored twice, and nobody is told that their message arrived.
"""

import hashlib
import hmac
import http.client
import json
import os
import sys
import time
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit

SERVER = urlsplit(os.environ["AWS_ENDPOINT_URL"]).netloc
REGION, KEY = os.environ["AWS_REGION"], b"AWS4" + os.environ["AWS_SECRET_ACCESS_KEY"].encode()
LINE = http.client.HTTPConnection(SERVER)


def signed(service: str, path: str, headers: dict[str, str], body: bytes) -> dict[str, str]:
    """The headers with their signature."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    headers = {"host": SERVER, "x-amz-date": stamp, **headers}
    if token := os.environ.get("AWS_SESSION_TOKEN"):
        headers["x-amz-security-token"] = token
    names, scope = ";".join(sorted(headers)), f"{stamp[:8]}/{REGION}/{service}/aws4_request"
    lines = "".join(f"{name}:{headers[name]}\n" for name in sorted(headers))
    asked = f"POST\n{quote(path)}\n\n{lines}\n{names}\n{hashlib.sha256(body).hexdigest()}"
    key = KEY
    for part in scope.split("/"):
        key = hmac.digest(key, part.encode(), "sha256")
    text = f"AWS4-HMAC-SHA256\n{stamp}\n{scope}\n{hashlib.sha256(asked.encode()).hexdigest()}"
    credential = f"{os.environ['AWS_ACCESS_KEY_ID']}/{scope}"
    signature = hmac.digest(key, text.encode(), "sha256").hex()
    told = f"AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders={names}, Signature={signature}"
    return {**headers, "Authorization": told}


def post(service: str, path: str, headers: dict[str, str], body: bytes) -> None:
    """Asks, and reads an answer that nobody looks at."""
    LINE.request("POST", path, body, signed(service, path, headers, body))
    LINE.getresponse().read()


def message(event: dict[str, str]) -> None:
    """One message of one sender."""
    frame = json.loads(event["body"])
    item = {"pk": {"S": "CONVERSATION#1"}, "sk": {"S": f"{frame['n']:06}"}, "text": {"S": frame["text"]}}
    put = json.dumps({"TableName": "chat", "Item": item}).encode()
    json_kind = {"content-type": "application/x-amz-json-1.0", "x-amz-target": "DynamoDB_20120810.PutItem"}
    post("dynamodb", "/", json_kind, put)
    post("execute-api", "/api/@connections/peer", {}, json.dumps(frame).encode())


def main(times: int) -> None:
    """Prints the microseconds of work of one message."""
    event = {"body": json.dumps({"type": "say", "n": 1, "text": "Ik weet niet goed waar ik moet beginnen."})}
    for _ in range(20):
        message(event)
    began = time.process_time()
    for _ in range(times):
        message(event)
    print(json.dumps({"message": (time.process_time() - began) / times * 1e6}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
