"""Small servers of tests, each in a thread."""

import threading
from socketserver import BaseServer


def serves(server: BaseServer) -> None:
    """From now on, until its `shutdown`; which looks around more often than the usual twice a second."""
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
