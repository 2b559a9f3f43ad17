"""What may run beside what, when `make test` gives the machine to more than one worker."""

from xdist.scheduler import LoadScopeScheduling

_ONE_PACKAGE = ("tests/stories/", "tests/packaging/", "/test_deployed_")
_ONE_ROOM = ("tests/edge/", "tests/promises/")


class ByRoom(LoadScopeScheduling):  # type: ignore[misc]
    """Tests that share what there is once go to one worker, one after another; any other test goes to who is free.

    The plug-in's own groups are not used: it hands them over in a name that pytest 9 no longer reads.
    """

    def _split_scope(self, nodeid: str) -> str:
        if any(part in nodeid for part in _ONE_PACKAGE):
            return "the package and its local cloud"
        return next((room for room in _ONE_ROOM if nodeid.startswith(room)), nodeid)
