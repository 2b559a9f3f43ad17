"""`python -m infra.packaging STAGE`: the package and the template of one stage, ready to deploy."""

import argparse
import sys

from infra.packaging.package import PackagingFailed, make_package


def main() -> None:
    """Package the stage named on the command line and say where the result is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stage")
    try:
        package = make_package(parser.parse_args().stage, tell=print)
    except PackagingFailed as failure:
        sys.exit(f"not packaged: {failure}")
    size = package.archive.stat().st_size / 1e6
    print(f"{package.template}\n{package.archive} ({size:.1f} MB)")


if __name__ == "__main__":
    main()
