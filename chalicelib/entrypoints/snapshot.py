"""What a process does before Lambda takes its snapshot (SnapStart): everything that is slow and the same for everybody.

No call to AWS, no key, nothing drawn and no connection: each process that begins from the snapshot would have the same.
"""

from collections.abc import Callable
from importlib import import_module

# Keys come from an address then and not from the environment, and what asks there is the SDK.
EVERYBODY = ("botocore.session", "botocore.credentials", "chalicelib.entrypoints.sockets")
FRAMES = ("chalicelib.actions.dispatch", "holidays.countries.belgium")
ANY_FRAME = '{"type": "watch", "channel": "any"}'


def get_ready(handler: str, context: Callable[[], object]) -> None:
    """Imports what the first event of a handler needs, and builds what it would build."""
    for room in EVERYBODY:
        import_module(room)
    context()
    if handler == "app.message":
        for room in FRAMES:
            import_module(room)
        from chalicelib.protocol.inbound import read_frame

        read_frame(ANY_FRAME)
