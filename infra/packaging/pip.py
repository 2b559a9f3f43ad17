"""Pip as Chalice uses it, held to the lock file: whatever the processor, and with nothing built on the way."""

from chalice.deploy.packager import PackageDownloadError, PipRunner, SubprocessPip
from chalice.utils import OSUtils


class LockedPip(PipRunner):
    """Downloads what the lock file names, with its hashes, and nothing else.

    Chalice's own asks for the wheels of another processor by name and version alone, and builds what has none. Either
    lets something into the package that nobody wrote down.
    """

    def __init__(self, files: OSUtils) -> None:
        super().__init__(SubprocessPip(files), files)
        self._lock = ""

    def download_all_dependencies(self, requirements_filename: str, directory: str) -> None:
        """Nothing yet: what this machine runs is not what the package runs."""
        self._lock = requirements_filename

    def download_manylinux_wheels(
        self, abi: str, packages: list[str], directory: str, platforms: list[str] | None = None
    ) -> None:
        """Every distribution of the lock file, for the processor and the Python that the package is made for."""
        only = ["--require-hashes", "--only-binary=:all:", "--no-deps", "--implementation", "cp", "--abi", abi]
        wanted = [argument for platform in platforms or [] for argument in ("--platform", platform)]
        code, _, error = self._execute("download", [*only, *wanted, "--dest", directory, "-r", self._lock])
        if code:
            raise PackageDownloadError(error.decode())

    def download_sdists(self, packages: list[str], directory: str) -> None:
        """Never: a source would be built by code that no hash holds."""
        if packages:
            raise PackageDownloadError(f"no wheel of {', '.join(packages)} runs on Lambda")
