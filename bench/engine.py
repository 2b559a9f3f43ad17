"""AWS on this machine for the programs that are measured: the tests' DynamoDB, and lines that take every push.

It runs in a process of its own, so that its work is not counted with theirs.
"""

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from subprocess import PIPE, Popen

from botocore.exceptions import ClientError

from tests.engine.memory import MemoryDynamo
from tests.tables import create_tables

SECRET = json.dumps({"SecretString": "key of the bench"})


class Aws(BaseHTTPRequestHandler):
    """Answers DynamoDB, Secrets Manager, Lambda and the gateway at one address."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    dynamo = MemoryDynamo()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        target = self.headers.get("x-amz-target", "")
        if target.startswith("DynamoDB"):
            self._say(*self._items(target.partition(".")[2], body))
        elif target.startswith("secretsmanager"):
            self._say(200, SECRET)
        else:
            self._say(202 if "/invocations" in self.path else 200, "")

    def _items(self, operation: str, body: bytes) -> tuple[int, str]:
        try:
            answer = self.dynamo.apply(re.sub(r"(?<!^)(?=[A-Z])", "_", operation).lower(), json.loads(body))
        except ClientError as refused:
            said = {
                name: value for name, value in refused.response.items() if name not in ("Error", "ResponseMetadata")
            }
            code = refused.response["Error"]["Code"]
            return 400, json.dumps({"__type": f"com.amazonaws.dynamodb.v20120810#{code}", **said})
        answer.pop("ResponseMetadata")
        return 200, json.dumps(answer)

    def _say(self, status: int, text: str) -> None:
        # One packet, as AWS sends them: the readers' work is measured.
        head = f"HTTP/1.1 {status} OK\r\nContent-Type: application/x-amz-json-1.0\r\nx-amzn-RequestId: {'A' * 52}\r\n"
        self.wfile.write(f"{head}Content-Length: {len(text.encode())}\r\n\r\n{text}".encode())

    def log_message(self, *_: object) -> None:
        """Nothing to see."""


@contextmanager
def engine() -> Iterator[str]:
    """The address of an AWS with empty tables."""
    with Popen([sys.executable, "-m", "bench.engine"], stdout=PIPE, text=True) as process:
        try:
            assert process.stdout
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


if __name__ == "__main__":
    create_tables(Aws.dynamo)
    with ThreadingHTTPServer(("127.0.0.1", 0), Aws) as server:
        print(f"http://127.0.0.1:{server.server_port}", flush=True)
        server.serve_forever()
