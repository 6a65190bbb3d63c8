"""The logo on a centre's papers: which pictures are taken, and how one is described to people who do not see it (TX-01)."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from functions.domain.errors import Problem, problem
from functions.domain.fields import Request
from functions.domain.papers.parts import Logo

MOST_LOGO_BYTES = 500_000
LEAST_SIDE, MOST_SIDE = 20, 2_000  # in pixels: less is not legible in print, more only makes files large


class CentreLogo(BaseModel):
    """The picture that stands at the head of a centre's papers. One without a `sha256` is that of a centre which has none.

    `kind` is what its content is: jpg or png. `alt` describes it; empty where the centre has not said anything else than that it is its logo.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    kind: str = ""
    sha256: str = ""
    width: int = 0
    height: int = 0
    alt: str = ""
    at: datetime | None = None
    version: int = 0

    def described(self, centre: str) -> str:
        """Return what is read out in place of the logo."""
        return self.alt or f"Logo of {centre}"


class AnnounceLogo(Request):
    """A logo that a centre is about to upload."""

    filename: Annotated[str, Field(max_length=200)]
    size: Annotated[int, Field(ge=0)]
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class DescribeLogo(Request):
    """What is read out in place of the logo; empty for the words that the desk uses by itself."""

    version: Annotated[int, Field(ge=0, le=1_000_000_000)]
    alt: Annotated[
        str,
        Field(
            title="What the logo shows (optional)",
            description="Screen readers read it out, such as “Northfield School, an oak above the words Learn and grow”.",
            max_length=150,
        ),
    ] = ""


class RemoveLogo(Request):
    """The logo that is to be removed, as it was seen."""

    version: Annotated[int, Field(ge=0, le=1_000_000_000)]


def bytes_problem(size: int, filename: str) -> Problem | None:
    """Return why a file of this size is no logo; None if it can be one."""
    if size == 0:
        return problem("upload_empty", field="logo", filename=filename)
    if size > MOST_LOGO_BYTES:
        return problem("upload_size", field="logo", size=size, most=MOST_LOGO_BYTES)
    return None


def sides_problem(width: int, height: int, filename: str) -> Problem | None:
    """Return why a picture with these sides, in pixels, is no logo; None if it can be one."""
    if min(width, height) < LEAST_SIDE or max(width, height) > MOST_SIDE:
        return problem("logo_sides", field="logo", filename=filename, width=width, height=height, least=LEAST_SIDE, most=MOST_SIDE)
    return None


def on_papers(logo: CentreLogo, centre: str, base64: str) -> Logo | None:
    """Return the logo as it stands on papers. `base64` is the picture itself; None where that is empty, since there is none."""
    return Logo(logo.kind, base64, logo.width, logo.height, logo.described(centre)) if base64 else None


def logo_page(logo: CentreLogo, centre: str, base64: str) -> dict[str, Any]:
    """Return the logo as the desk shows it, with what of it was typed, which may be nothing."""
    drawn = on_papers(logo, centre, base64)
    return {"version": logo.version, "alt": logo.alt, "picture": drawn.shown() if drawn else None}
