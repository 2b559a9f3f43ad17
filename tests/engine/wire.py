"""Types of what crosses the client's border."""

from typing import Any

Raw = Any  # as the caller hands it in: anything, until it has been read
Value = dict[str, Any]  # one attribute value in DynamoDB JSON
Item = dict[str, Value]
Answer = dict[str, Any]
