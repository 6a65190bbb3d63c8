"""The whole catalogue: every awarding body by id, each read when it is asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from functions.domain.catalogue.bodies import Body


class Bodies(Mapping[str, Body]):
    """The awarding bodies by id, each read from its JSON only when it is asked for: a function that starts needs few of them."""

    def __init__(self, written: Mapping[str, bytes]) -> None:
        self._written = written
        self._read: dict[str, Body] = {}

    def __getitem__(self, id: str) -> Body:
        if id not in self._read:
            self._read[id] = Body.model_validate_json(self._written[id])
        return self._read[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._written)

    def __len__(self) -> int:
        return len(self._written)


class BodiesAt(Mapping[str, Body]):
    """The awarding bodies by id, with the figures that are valid at a moment."""

    def __init__(self, bodies: Mapping[str, Body], moment: datetime) -> None:
        self._bodies, self._moment = bodies, moment

    def __getitem__(self, id: str) -> Body:
        return self._bodies[id].at(self._moment)

    def __iter__(self) -> Iterator[str]:
        return iter(self._bodies)

    def __len__(self) -> int:
        return len(self._bodies)


@dataclass(frozen=True)
class Catalogue:
    """Every awarding body by id. `series` has the ids of the series of each, which are known before the body itself is read."""

    bodies: Mapping[str, Body]
    series: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def series_ids(self) -> list[str]:
        """Return the ids of every series of every awarding body, the latest first."""
        of = self.series or {id: tuple(each.id for each in body.series) for id, body in self.bodies.items()}
        return sorted({each for ids in of.values() for each in ids}, reverse=True)

    def to_json(self) -> str:
        """Return the compiled catalogue: a line with the ids of the series of each body, then a line for each body, all of them JSON.

        A function that starts reads the first line, and of the others those that it needs.
        """
        index = {id: [each.id for each in body.series] for id, body in self.bodies.items()}
        return "\n".join([json.dumps(index), *(body.model_dump_json() for body in self.bodies.values())])

    @classmethod
    def from_json(cls, data: bytes | str) -> Catalogue:
        """Read the compiled catalogue that deployed functions carry; loading.py checked it."""
        first, *written = (data.encode() if isinstance(data, str) else data).split(b"\n")
        series = {id: tuple(ids) for id, ids in json.loads(first).items()}
        return cls(Bodies(dict(zip(series, written, strict=True))), series)
