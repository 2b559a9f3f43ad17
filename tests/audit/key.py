"""A key of the kind that signs the trail: one for all tests, and another that nobody trusts."""

from base64 import b64encode

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

# Fixed, so that a run can be played again; a signature itself is never twice the same.
KEY = ec.derive_private_key(20261127, ec.SECP256R1())
OTHER = ec.derive_private_key(1813, ec.SECP256R1())


def signs(text: str, key: ec.EllipticCurvePrivateKey = KEY) -> str:
    """As KMS answers: ECDSA with SHA-256, DER in base64."""
    return b64encode(key.sign(text.encode(), ec.ECDSA(SHA256()))).decode()


def public(key: ec.EllipticCurvePrivateKey = KEY) -> bytes:
    """The public half, as the command is given it."""
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
