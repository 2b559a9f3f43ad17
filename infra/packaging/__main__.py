"""`python -m infra.packaging STAGE`: the package and the template of one stage, ready to deploy."""

import argparse
import sys

from infra.packaging.failure import PackagingFailed
from infra.packaging.package import make_package, make_template
from infra.packaging.runtime import python_of
from infra.packaging.shipped import table


def main() -> None:
    """Package the stage named on the command line, and say what ships and where it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stage")
    parser.add_argument("--template-only", action="store_true", help="to be checked, with whichever Python is at hand")
    asked = parser.parse_args()
    try:
        print(make_template(asked.stage, print) if asked.template_only else _packaged(asked.stage))
    except PackagingFailed as failure:
        sys.exit(f"not packaged: {failure}")


def _packaged(stage: str) -> str:
    package = make_package(stage, print)
    return f"{table(*package.archives)}\nfor Python {python_of(stage)}, in {package.archive.parent}"


if __name__ == "__main__":
    main()
