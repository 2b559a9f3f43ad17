"""What is asked and answered about centres."""

from typing import Annotated, ClassVar

from pydantic import Field

from chalicelib.protocol.fields import Moment
from chalicelib.protocol.outbound import Sent
from chalicelib.protocol.requests import Asked


class PutCentres(Asked):
    """New centres in place of those of `version`, as CSV.

    Its columns: postcode, municipality, centre, e-mail, telephone, website.
    """

    # An item of a table, which the list becomes, holds 400 KB.
    MOST_BYTES: ClassVar[int] = 320 * 1024

    csv: Annotated[str, Field(max_length=256 * 1024)]
    version: Annotated[int, Field(ge=0)]


class CentreView(Sent):
    """A centre and how to reach it; a way that it does not have is empty."""

    name: str
    email: str
    phone: str
    website: str


class CentresView(Sent):
    """Centres, and for each municipality its postcode, its name and the number of its centre (the first one is 0)."""

    centres: tuple[CentreView, ...]
    served: tuple[tuple[str, str, int], ...]


class KeptCentresView(CentresView):
    """The same for who keeps the list: its version, and who changed it last."""

    version: int
    changed_at: Moment | None
    by: str
