"""The one thing that callers of this room are told when there is no package."""


class PackagingFailed(Exception):
    """No package was made; the message says why and what to do."""
