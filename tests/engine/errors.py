"""A refusal inside the engine, and the ClientError that a caller of boto3 would see."""

from functools import lru_cache
from typing import Any

from botocore.exceptions import ClientError

from tests.engine.wire import Item, Raw


class Refusal(Exception):
    """The engine says no; the client turns it into a ClientError that names the operation."""

    def __init__(self, code: str, message: str, status: int = 400, **extra: Raw) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status
        self.extra = extra

    def as_client_error(self, operation: str) -> ClientError:
        return client_error(operation, self.code, self.message, self.status, **self.extra)


class ClientExceptions:
    """Stands for `client.exceptions`: one subclass of ClientError for each code."""

    def __getattr__(self, code: str) -> type[ClientError]:
        return exception_class(code)


@lru_cache(maxsize=64)
def exception_class(code: str) -> type[ClientError]:
    return type(code, (ClientError,), {})


def client_error(operation: str, code: str, message: str, status: int = 400, **extra: Raw) -> ClientError:
    response: Any = {
        "Error": {"Message": message, "Code": code},
        "ResponseMetadata": {"HTTPStatusCode": status, "RequestId": "memory", "RetryAttempts": 0},
        "message": message,
        **extra,
    }
    pascal = "".join(part.capitalize() for part in operation.split("_"))
    return exception_class(code)(response, pascal)


def invalid(message: str) -> Refusal:
    return Refusal("ValidationException", message)


def invalid_parameter(message: str) -> Refusal:
    return invalid(f"One or more parameter values were invalid: {message}")


def condition_failed(item: Item | None = None) -> Refusal:
    refusal = Refusal("ConditionalCheckFailedException", "The conditional request failed")
    if item is not None:
        refusal.extra["Item"] = item
    return refusal


def no_such_table(name: str) -> Refusal:
    # The real service does not repeat the name, so a test must not lean on it.
    return Refusal("ResourceNotFoundException", f"Requested resource not found: Table: {name} not found")
