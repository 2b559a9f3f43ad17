"""An identity provider of our own: keys, tokens good and bad, and its public keys served on this machine."""

import base64
import hmac
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from chalicelib.entrypoints.sign_in import Issuer, KeyRing, SignIn, fetch_keys
from tests.service import Clock

ISSUER = Issuer("https://sign-in.example.org/pool", "client-of-the-desk", "groups")
Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@dataclass
class Provider:
    """Signs tokens by `clock`; `published` is what it says its keys are."""

    clock: Clock
    keys: dict[str, Key] = field(default_factory=dict)
    published: dict[str, Any] = field(default_factory=lambda: {"keys": []})
    asked: int = 0
    broken: bool = False

    def new_key(self, id: str, kind: str = "RS256") -> None:
        """A key takes the place of those before."""
        key: Key = (
            ec.generate_private_key(ec.SECP256R1())
            if kind == "ES256"
            else rsa.generate_private_key(public_exponent=65537, key_size=2048)
        )
        self.keys[id] = key
        family = jwt.algorithms.ECAlgorithm if kind == "ES256" else jwt.algorithms.RSAAlgorithm
        described = json.loads(family.to_jwk(key.public_key()))  # type: ignore[arg-type]
        self.published = {"keys": [described | {"kid": id, "alg": kind, "use": "sig"}]}

    def token(self, key: str = "one", kind: str = "RS256", **claims: object) -> str:
        """An ID token as Cognito makes it, with other claims where a test says so; None leaves one out."""
        return jwt.encode(self.claims(**claims), self.keys[key], kind, headers={"kid": key})

    def forged(self, claims: dict[str, object]) -> str:
        """A token whose claims are strange."""
        return jwt.encode(self.claims(**claims), self.keys["one"], "RS256", headers={"kid": "one"})

    def claims(self, **claims: object) -> dict[str, object]:
        now = self.clock()
        usual: dict[str, object] = {
            "iss": ISSUER.issuer,
            "aud": ISSUER.audience,
            "sub": "8f14e45f-ceea-467f-a5d8-1f4b2c9a7d10",
            "token_use": "id",
            "given_name": "An",
            "groups": ["counsellor", "channel-caw", "channel-jac"],
            "iat": int(now.timestamp()),
            "exp": int((now + timedelta(hours=1)).timestamp()),
        }
        return {name: value for name, value in (usual | claims).items() if value is not None}

    def unsigned(self) -> str:
        """`alg` none: no signature at all."""
        return f"{_part({'alg': 'none', 'kid': 'one', 'typ': 'JWT'})}.{_part(self.claims())}."

    def confused(self, algorithm: str = "HS256") -> str:
        """Signed with the public key as if it were a shared secret."""
        public = self.keys["one"].public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        text = f"{_part({'alg': algorithm, 'kid': 'one', 'typ': 'JWT'})}.{_part(self.claims())}"
        return f"{text}.{_text(hmac.new(public, text.encode(), sha256).digest())}"


def _part(content: object) -> str:
    return _text(json.dumps(content).encode())


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def moved(moment: datetime, **amount: float) -> int:
    """Seconds since 1970, some time later."""
    return int((moment + timedelta(**amount)).timestamp())


@contextmanager
def served(provider: Provider) -> Iterator[SignIn]:
    """A sign-in that reads the provider's keys over HTTP."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            provider.asked += 1
            self.send_response(500 if provider.broken else 200)
            self.end_headers()
            self.wfile.write(json.dumps(provider.published).encode())

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/jwks.json"
    try:
        yield SignIn(ISSUER, KeyRing(lambda: fetch_keys(address, 2), provider.clock), provider.clock)
    finally:
        server.shutdown()
        server.server_close()
