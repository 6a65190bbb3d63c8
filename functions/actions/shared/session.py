"""Who asks, for which organisation, when, and what the desk works with: every action that somebody asks for gets one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from functions.adapters.table import Table
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.catalogues import BodiesAt, Catalogue
from functions.domain.catalogue.words import OUR_WORDS, Words
from functions.domain.enquiries.enquiry import Enquiry, body_of
from functions.domain.errors import NotFound
from functions.domain.people.history import Event, What, actor
from functions.domain.people.people import Membership, Person
from functions.domain.people.permissions import Act, acting_for, allow, may


@dataclass(frozen=True, slots=True)
class Session:
    """One request: the person who makes it, the organisation that they chose to act for (None for their only one), and desk time."""

    table: Table
    catalogue: Catalogue
    person: Person
    chosen: str | None
    now: datetime
    spoken: list[Words] = field(default_factory=list, compare=False)  # the words of the awarding bodies that it was about

    def acting_for(self, act: Act) -> Membership:
        """Return the membership under which the person acts. Raise Malformed where they have to choose, NotFound where they may not."""
        return acting_for(self.person, act, self.chosen)

    def allow(self, act: Act, organisation: str | None) -> Membership:
        """Return the membership under which the person may do this for the organisation. Raise NotFound where there is none."""
        return allow(self.person, act, organisation)

    def may(self, act: Act, organisation: str) -> bool:
        """Return whether the person may do this with what belongs to the organisation."""
        return may(self.person, act, organisation)

    def require_anywhere(self, act: Act) -> None:
        """Raise NotFound where the person may do this for none of their organisations."""
        if not any(self.may(act, each.organisation) for each in self.person.memberships):
            raise NotFound

    def body_of(self, enquiry: Enquiry) -> Body:
        """Return the awarding body that an enquiry is addressed to, with the figures of the day of its submission."""
        return self._about(body_of(enquiry, self.catalogue))

    def body_now(self, enquiry: Enquiry) -> Body:
        """Return the awarding body of an enquiry with the figures that are valid now: for an appeal, which is asked for anew."""
        return self._about(self.catalogue.bodies[enquiry.body].at(self.now).of_syllabus(enquiry.syllabus))

    @property
    def bodies(self) -> Mapping[str, Body]:
        """The awarding bodies by id, with the figures that are valid now."""
        return BodiesAt(self.catalogue.bodies, self.now)

    def own_body(self, act: Act) -> Body:
        """Return the awarding body that a member of staff acts for. Raise NotFound where this desk does not serve it."""
        body = self.body(self.acting_for(act).organisation)
        if body is None:
            raise NotFound
        return body

    def body(self, id: str) -> Body | None:
        """Return an awarding body with the figures that are valid now; None where this desk does not serve it."""
        body = self.catalogue.bodies.get(id)
        return self._about(body.at(self.now)) if body else None

    @property
    def words(self) -> Words:
        """The words in which the request is answered: those of the awarding body that it was about; ours where it was about several or none."""
        return self.spoken[0] if self.spoken and all(each == self.spoken[0] for each in self.spoken) else OUR_WORDS

    def _about(self, body: Body) -> Body:
        self.spoken.append(body.words)
        return body

    @property
    def all_series(self) -> list[str]:
        """The ids of every series of every awarding body, the latest first: what a list over all series goes through."""
        return self.catalogue.series_ids()

    def event(self, what: What, by: Membership, version: int, *, why: str = "", about: str = "", among: tuple[str, ...] = ()) -> Event:
        """Return the history entry of what the person does now, under one of their memberships."""
        return Event(what=what, at=self.now, by=actor(self.person, by), version=version, why=why, about=about, among=among)
