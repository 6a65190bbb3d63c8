"""The order for a file of a paper, from the function that knows the centre to the one that has the libraries."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from functions.domain.papers.as_data import as_data
from functions.domain.papers.parts import Format, Paper

PAPER = "paper"  # the kind of the order
CONTENT_TYPE = {
    Format.PDF: "application/pdf",
    Format.SPREADSHEET: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class PaperOrder(BaseModel):
    """A paper as data, and the file that is made of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["paper"] = "paper"
    format: Format
    paper: dict[str, Any]

    @classmethod
    def of(cls, paper: Paper, format: Format) -> "PaperOrder":
        return cls(format=format, paper=as_data(paper))
