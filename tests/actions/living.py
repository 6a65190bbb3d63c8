"""A small world for the lives of enquiries: two centres, one of them under an Associate, the desk's own actions, and a plain model."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from pydantic import BaseModel

from functions import wiring
from functions.actions.associate import enquiries, releases
from functions.actions.centre import appeals, drafts, submissions
from functions.actions.centre import enquiries as centre_enquiries
from functions.actions.effects import effects
from functions.actions.effects.means import Means
from functions.actions.shared.jobs import Doing
from functions.actions.shared.session import Session
from functions.actions.staff import extensions, issuing, outcomes
from functions.adapters import keys
from functions.adapters.documents import StoredDocument, put_document
from functions.adapters.items import model_in
from functions.adapters.keys import Key
from functions.adapters.organisations import put_organisation_and_numbers
from functions.adapters.register import put_card
from functions.adapters.renderer import Rendered
from functions.adapters.table import Table
from functions.domain.enquiries.amendments import Amend, Cancel
from functions.domain.enquiries.appeals import RecordDecision, SubmitAppeal
from functions.domain.enquiries.associate_requests import Approve, OneToRelease, Reject
from functions.domain.enquiries.cohort_outcomes import RecordModeration
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.extensions import Extend
from functions.domain.enquiries.kinds import OutcomeKind
from functions.domain.enquiries.marks import LineMarks, RecordMarks
from functions.domain.enquiries.staff_requests import IssueLetter, IssueUpload
from functions.domain.enquiries.statuses import Status
from functions.domain.enquiries.submission import SaveDraft, Submit
from functions.domain.errors import Refused
from functions.domain.people.people import Kind, Person
from functions.domain.register.cards import Card, Cohort
from tests import builders
from tests.actions.model import ASSOCIATE, CENTRES, COLLEAGUE, COMPONENTS, FAMILY, GRADE, HEADS, MEMBERS, OFFICERS, RELEASED_AS, STAFF, Life
from tests.builders import CAMBRIDGE, content, organisation, result
from tests.handlers import resources
from tests.handlers.beginnings import begin_with
from tests.handlers.network import NETWORK
from tests.memory import Memory

DECLARED = {"9": ("report-complete", "report-supported")}


class Printer:
    """A replacement for the letters function. These tests do not look at letters."""

    def render(self, context: BaseModel, key: str, *, pictures: bool = False) -> Rendered:
        wiring.documents().put(key, b"%PDF-", "application/pdf")
        return Rendered(key, hashlib.sha256(b"%PDF-").hexdigest(), 5)


class World:
    """What people do, directly through the actions. Each method does one thing now, or raises the desk's refusal."""

    def __init__(self, *, memory: bool = True) -> None:
        """Keep the table in memory if `memory`, otherwise in moto. Files and mails are in moto either way."""
        begin_with(resources.create)
        NETWORK.reset()
        self.memory = Memory()
        self.table = Table(wiring.settings().table, self.memory) if memory else wiring.table()  # type: ignore[arg-type]
        self.first = self.memory.first if memory else NETWORK.first
        self.catalogue, self.files = builders.catalogue(), wiring.documents()
        self.now: datetime = builders.RESULTS_OUT
        self.means = Means(
            self.table, self.catalogue, self.files, Printer, wiring.mailer, wiring.accounts, "https://desk.example", lambda: self.now
        )
        self.lives: dict[str, Life] = {}
        self.closes = builders.body().closes_at(builders.series(), "2")
        self._uploads = 0
        meridian = organisation(id="meridian", name="Meridian", kind=Kind.ASSOCIATE, centres={}, contact_email="desk@meridian.example")
        lakeside = organisation(id="lakeside", name="Lakeside Academy", centres={CAMBRIDGE: "ZZ303"}, associates={CAMBRIDGE: "meridian"})
        puts = [put for each in (organisation(), lakeside, meridian) for put in put_organisation_and_numbers(each)]
        results = (result("12"), result("03", 60, builders.Origin.MODERATION))
        puts += [
            put_card(builders.card(number, syllabus="0500", organisation=centre, results=results, version=1))
            for centre in CENTRES
            for number in MEMBERS
        ]
        self.table.commit(puts)

    @property
    def closed(self) -> bool:
        """Return whether the series' deadline has passed."""
        return self.closes is not None and self.now >= self.closes

    def session(self, person: Person) -> Session:
        """Return the session of a request by this person, for their only organisation, now."""
        return Session(self.table, self.catalogue, person, None, self.now)

    # --- what is stored

    def items(self) -> dict[Key, dict[str, Any]]:
        found = self.table.client.scan(TableName=self.table.name, ConsistentRead=True)["Items"]
        return {Key(each["pk"]["S"], each["sk"]["S"]): {name: next(iter(value.values())) for name, value in each.items()} for each in found}

    def enquiry(self, id: str) -> Enquiry:
        item = self.table.get(keys.enquiry(id))
        assert item
        return model_in(Enquiry, item)

    def due(self) -> list[Key]:
        return sorted(key for key, item in self.items().items() if item.get("due"))

    # --- people

    def submit(self, centre: str, service: str, about: tuple[str, ...], *, accept: bool) -> list[str]:
        """Submit. Return the ids of the enquiries, each entered into the model."""
        asked = content(
            service=service, syllabus="0500", components=COMPONENTS.get(service, ("12",)), candidates=about
        )  # fmt: skip
        request = Submit(content=asked, declarations=DECLARED.get(service, ("complete", "consent")), accept_waiting=accept)
        draft = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{len(self.lives)} {self.now}"))

        def send() -> Any:
            return submissions.submit(self.session(OFFICERS[centre]), draft, request, pause=lambda _: None)

        waits = {label: self.open_before(centre, service, those) for label, those in self.subjects(service, about).items()}
        known = {
            those: self.grade_of(centre, those[0], to_centre=True) for those in self.subjects(service, about).values() if len(those) == 1
        }
        submission = send()
        for id, (label, those) in zip(submission.enquiries, self.subjects(service, about).items(), strict=True):
            grade = known.get(those, GRADE)
            self.lives[id] = Life(id, centre, service, those, waits[label], components=asked.components, grade_before=grade)
        assert send() == submission, "sent again, it is the same submission"
        return list(submission.enquiries)

    def subjects(self, service: str, about: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
        return {each: (each,) for each in about} if service in FAMILY else {"all": about}

    def open_before(self, centre: str, service: str, about: tuple[str, ...]) -> set[str]:
        """Return what an enquiry made now must wait for: a group for its members' reviews, a review for its groups.

        It is worked out from the model alone.
        """
        if service == "5":
            return set()
        wanted = FAMILY if service == "9" else ("9",)
        return {
            each.id
            for each in self.lives.values()
            if each.open and each.centre == centre and each.service in wanted and {*each.about} & {*about}
        }

    def save_draft(self, centre: str) -> str:
        draft = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{self.now}"))
        drafts.save(self.session(OFFICERS[centre]), draft, SaveDraft(content=content(syllabus="0500", note="Not yet")))
        return draft

    def decide(self, id: str, *, approve: bool) -> None:
        version = self.enquiry(id).version
        if approve:
            enquiries.approve(self.session(ASSOCIATE), id, Approve(version=version))
            self.lives[id].approved = True
        else:
            enquiries.reject(self.session(ASSOCIATE), id, Reject(version=version, reason="No"))
            self.lives[id].end = Status.REJECTED

    def cancel(self, id: str) -> None:
        life = self.lives[id]
        request = Cancel(version=self.enquiry(id).version, accept_charge=True)
        centre_enquiries.cancel(self.session(OFFICERS[life.centre]), id, request)
        life.change(self.now)
        life.end = Status.CANCELLED

    def amend(self, id: str, service: str) -> None:
        life, stored = self.lives[id], self.enquiry(id)
        request = Amend(version=stored.version, service=service, components=stored.components, accept_charge=True)
        centre_enquiries.amend(self.session(OFFICERS[life.centre]), id, request)
        life.change(self.now)
        life.service = service

    def issue(self, id: str, slot: str, grade: str = GRADE) -> None:
        """Upload a file for the slot and issue it; for the outcome of one candidate record the marks and the grade first."""
        life, stored = self.lives[id], self.enquiry(id)
        self._uploads += 1
        file = hashlib.sha256(f"{self._uploads}".encode()).hexdigest()
        document = StoredDocument(enquiry=id, slot=slot, stage="attached", sha256=file, size=5, at=self.now)
        self.table.put(put_document(document, stored))
        if life.against and slot == "OutLetter" and not stored.recorded:
            self.decide_appeal(life, grade)
        if slot == "OutLetter" and life.service in FAMILY and not stored.recorded:
            marks = RecordMarks(
                version=stored.version, lines=(LineMarks(component="12", mark_after=50),), grade_after=grade, without_reviewer="Elsewhere"
            )  # fmt: skip
            outcomes.record_outcome(self.session(STAFF), id, OutcomeKind.MARKS, marks)
            life.grade = grade
        if slot == "OutLetter" and life.service == "5" and not life.against and not stored.recorded:
            found = RecordModeration(version=stored.version, explanation="The marking was consistent.")
            outcomes.record_outcome(self.session(STAFF), id, OutcomeKind.COHORT, found)
        version, by = self.enquiry(id).version, self.decider(life)
        if slot in ("AckLetter", "OutLetter"):
            kind = "acknowledgement" if slot == "AckLetter" else "outcome"
            request = IssueLetter(version=version, document=document.id)
            issuing.issue_letter(self.session(by), self.files, id, kind, request)
        else:
            issuing.issue_upload(self.session(by), id, document.id, IssueUpload(version=version))
        life.issue(slot, by.id, self.now)

    def extend(self, id: str, to: tuple[str, ...]) -> list[str]:
        """Extend an enquiry, as staff. Return the ids of the extensions in the order of their candidates, also if they were extended before."""
        life, request = self.lives[id], Extend(candidates=to, reason="One marker marked all of them")
        standing = {each: self.grade_of(life.centre, each) for each in to}
        extended = extensions.extend(self.session(STAFF), id, request)["extensions"]
        for extension, candidate in zip(extended, to, strict=True):
            self.lives.setdefault(
                extension["id"],
                Life(
                    extension["id"], life.centre, life.service, (candidate,), set(), approved=True, components=life.components, extends=id,
                    grade_before=standing[candidate],
                ),
            )  # fmt: skip
        return [each["id"] for each in extended]

    def grade_of(self, centre: str, candidate: str, *, to_centre: bool = False) -> str:
        """Return the current grade: of the latest outcome about this candidate alone, otherwise of the register.

        `to_centre` leaves out an outcome that the centre's Associate has not released: a new enquiry does not begin from it.
        """
        about = [
            each for each in self.lives.values()
            if (each.centre, each.about) == (centre, (candidate,)) and each.decided_at
            and (not to_centre or "OutLetter" in (each.released if each.through_associate else each.issued))
        ]  # fmt: skip
        latest = max(about, key=lambda each: (each.decided_at, each.id), default=None)
        return latest.grade or GRADE if latest else GRADE

    def appeal(self, id: str, attempt: int, grounds: str = "The components were not added up") -> str:
        """Appeal against the outcome of an enquiry, as the Head of Centre. Return the id of the appeal, also if it was submission before."""
        life = self.lives[id]
        declared = ("appeal-signed", "appeal-consent")
        request = SubmitAppeal(grounds=grounds, attempt=attempt, declarations=declared)
        submission = appeals.submit(self.session(HEADS[life.centre]), id, request, pause=lambda _: None)
        (appeal,) = submission.enquiries
        if appeal not in self.lives:
            assert life.appeal
            grade = life.grade or life.grade_before if len(life.about) == 1 else None
            self.lives[appeal] = Life(
                appeal, life.centre, life.appeal, life.about, set(), components=life.components, against=id, grade_before=grade
            )
        return appeal

    def decider(self, life: Life) -> Person:
        """Return a member of staff who did not issue what an appeal is against."""
        return COLLEAGUE if life.against and self.lives[life.against].decided_by == STAFF.id else STAFF

    def decide_appeal(self, life: Life, grade: str) -> None:
        """Check that the member of staff who issued the outcome is refused, then decide as a colleague.

        In an appeal about one candidate the grade may change.
        """
        alone = len(life.about) == 1
        allowed = alone and grade != life.grade_before
        request = RecordDecision(
            version=self.enquiry(life.id).version, decision="allowed" if allowed else "not_allowed", reasons="So it was",
            grade=grade if alone else "",
        )  # fmt: skip
        by, other = (STAFF, COLLEAGUE) if self.decider(life) is STAFF else (COLLEAGUE, STAFF)
        with pytest.raises(Refused) as refused:
            outcomes.record_outcome(self.session(other), life.id, OutcomeKind.DECISION, request)
        assert refused.value.problems[0].code == "decided_before"
        outcomes.record_outcome(self.session(by), life.id, OutcomeKind.DECISION, request)
        life.grade = grade if alone else None

    def release(self, id: str, what: str) -> bool:
        doing = Doing(self.session(ASSOCIATE), self.files, since=self.now + timedelta(seconds=1))  # so that nothing counts as done before
        try:
            releases.release_one(doing, OneToRelease(id=id, what=what))
        except Refused as refused:
            if [each.code for each in refused.problems] != ["nothing_to_release"]:
                raise
            return False
        self.lives[id].released |= self.lives[id].issued & RELEASED_AS[what]
        return True

    def perform(self, key: Key, meanwhile: Callable[[], object] | None = None) -> None:
        """Perform the effects of a history entry, with something else happening between its reading and its writing."""
        if meanwhile:
            self.first("TransactWriteItems", meanwhile)
        effects.perform(self.means, key)
        NETWORK.faults.clear()
        self.memory.forget()

    def sweep(self) -> None:
        for key in effects.overdue(self.means):
            effects.perform(self.means, key)

    def settle(self) -> None:
        """Run the sweep until nothing is due."""
        for _ in range(12):
            self.now += timedelta(hours=2)
            self.sweep()
            if not self.due():
                return
        raise AssertionError(f"still due: {self.due()}")


def cards_in(items: dict[Key, dict[str, Any]]) -> list[Card]:
    return [model_in(Card, item) for key, item in items.items() if key.sk.startswith("CARD#")]


def cohorts_in(items: dict[Key, dict[str, Any]]) -> list[Cohort]:
    return [model_in(Cohort, item) for key, item in items.items() if key.sk.startswith("COHORT#")]
