"""Columns, filters and order of the log under a name, as a person saved them for one of their centres."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from functions.domain.centre_desk.log import KEYS
from functions.domain.errors import Refused, problem
from functions.domain.fields import Request

MOST_VIEWS = 20
Key = Annotated[str, Field(pattern="^[a-z_]{1,30}$")]


class LogView(BaseModel):
    """A view of the log: which columns in which order, what it is narrowed to, and what it is sorted by (empty for the latest first)."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    name: Annotated[str, Field(title="Name of the view", min_length=1, max_length=40)]
    columns: Annotated[tuple[Key, ...], Field(min_length=1, max_length=40)]
    filters: Annotated[dict[Key, Annotated[str, Field(max_length=80)]], Field(max_length=20)] = Field(default_factory=dict)
    sort: Annotated[str, Field(pattern="^([a-z_]{1,30})?$")] = ""
    descending: bool = False


class SaveViews(Request):
    """All views that a person keeps of a centre's log, in their order. `version` is that of the views which they replace."""

    version: Annotated[int, Field(ge=0, le=1_000_000_000)]
    views: Annotated[tuple[LogView, ...], Field(max_length=MOST_VIEWS)] = ()


class LogViews(BaseModel):
    """The views that a person has saved of a centre's log; version 0 is that of somebody who has saved none."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    views: tuple[LogView, ...] = ()
    version: int = 0


def saved_views(request: SaveViews) -> LogViews:
    """Return the views of a request as the next version. Raise Refused for two of one name, and for a column that there is not."""
    names = [each.name.casefold() for each in request.views]
    problems = [problem("view_twice", field="name", name=each) for each in dict.fromkeys(names) if names.count(each) > 1]
    problems += [
        problem("column_unknown", field="columns", column=key) for each in request.views for key in each.columns if key not in KEYS
    ]
    if problems:
        raise Refused(*problems)
    return LogViews(views=request.views, version=request.version + 1)


def views_page(views: LogViews) -> dict[str, Any]:
    """Return a person's views in the API's shape."""
    return {"version": views.version, "views": [each.model_dump(mode="json") for each in views.views]}
