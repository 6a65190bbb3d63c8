"""What a submission becomes in storage: it, an enquiry for each subject, their history, and what they claim."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from functions.actions.shared.effect_names import CONSENTS, MAIL, due_on_submission
from functions.actions.shared.session import Session
from functions.adapters import keys
from functions.adapters.consents import put_consent
from functions.adapters.enquiries import put_associate_pointer, put_enquiry, read_enquiries
from functions.adapters.events import put_event
from functions.adapters.organisations import read_organisation
from functions.adapters.register import put_card, put_cohort
from functions.adapters.submissions import SubmissionInputs, put_submission
from functions.adapters.table import Write
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.routes import Route
from functions.domain.catalogue.services import Service, Subject
from functions.domain.consent.coverage import covering, holding, must_be_recorded
from functions.domain.eligibility.waiting import waits_for
from functions.domain.enquiries.current_results import current_grade, current_marks, known_to_centre
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.enquiry_parts import Line
from functions.domain.enquiries.grade_checks import check_request
from functions.domain.enquiries.portal_records import PortalDetails, portal_of
from functions.domain.enquiries.school_assessed_appeals import appeal_details
from functions.domain.enquiries.statuses import Status
from functions.domain.enquiries.submission import (
    Figures,
    State,
    Submission,
    Submit,
    digest_of,
    enquiry_id,
    figures_of,
    reference_of,
)
from functions.domain.people.history import Event, What
from functions.domain.people.people import ROLE_TEXT, Membership
from functions.domain.register.cards import WHOLE_SYLLABUS, Card, Claim, Cohort, NamedCandidate

ALL = "all"  # the subject of an enquiry about everybody


class SubmissionBuilder(NamedTuple):
    """What a submission is made from, once nothing prevents it."""

    session: Session
    request: Submit
    inputs: SubmissionInputs
    body: Body
    service: Service
    member: Membership

    def build(self, id: str) -> tuple[Submission, list[Write]]:
        """Return the submission and what to store: it, one enquiry for each subject, their history, and the cards and cohorts that they claim."""
        session, content, stored, member = self.session, self.request.content, self.inputs.submission, self.member
        named = [self.inputs.cards[number] for number in content.candidate_numbers(self.body)]
        subjects = self._subjects(named)
        waits = {subject: () if self._portal else waits_for(self.service, about) for subject, about in subjects.items()}
        began = {subject: self._first_status(waiting) for subject, waiting in waits.items()}
        submission = Submission(
            id=id, reference=reference_of(id), organisation=self.inputs.organisation.id, content=content, state=State.SUBMITTED,
            version=(stored.version if stored else 0) + 1, saved_at=session.now, saved_by=session.person.id, submitted_at=session.now,
            submitted_by=session.person.id, submitted_as=ROLE_TEXT[member.role], declarations=self.request.declarations,
            candidates=tuple(NamedCandidate(number=card.candidate, name=card.name) for card in named),
            enquiries=tuple(enquiry_id(id, subject) for subject in subjects), began_as=tuple(each.value for each in began.values()),
            digest=digest_of(content, self.request.declarations), associate=self._associate, **self._figures, accepted=self._accepted,
            portal=self._portal.name if self._portal else "",
        )  # fmt: skip
        event = session.event(What.SUBMITTED, member, submission.version)
        writes: list[Write] = [
            put_submission(submission, expect=submission.version - 1),
            put_event(keys.submission(id), event, due=(*due_on_submission(submission), *self._consents_due), awarding=(self.body.id,)),
        ]
        known = self._known_outcomes(named)
        associate = read_organisation(session.table, self._associate).name if self._associate else ""
        for subject, about in subjects.items():
            begin: dict[str, object] = {"status": began[subject], "waits_for": waits[subject], "associate_name": associate}
            enquiry = self._enquiry(submission, subject, about, known).model_copy(update=begin)
            writes += self._writes(enquiry, about, event)
        return submission, writes

    def _subjects(self, named: list[Card]) -> dict[str, list[Card]]:
        """Return what becomes one enquiry each: every candidate for services about a candidate, else the group or the cohort as one (CI-33)."""
        if self.service.subject is Subject.CANDIDATE:
            return {card.candidate: [card] for card in named}
        return {ALL: named}

    def _first_status(self, waiting: Sequence[str]) -> Status:
        if self._associate:
            return Status.WITH_ASSOCIATE
        return Status.PENDING if waiting else Status.SUBMITTED

    @property
    def _portal(self) -> PortalDetails | None:
        return portal_of(self.body)

    @property
    def _associate(self) -> str | None:
        """The Associate through which it goes. What is made in the body's own portal the centre makes itself (ours)."""
        return None if self._portal else self.inputs.organisation.associates.get(self.body.id)

    @property
    def _route(self) -> Route:
        return self.body.route_asked(self.request.content.series, self.request.content.route)

    @property
    def _figures(self) -> Figures:
        return figures_of(self.body, self._route, self.service)

    @property
    def _accepted(self) -> tuple[str, ...]:
        """The declarations as they read when they were accepted: the catalogue may word them otherwise later."""
        words = {each.id: each.text for each in self._route.declarations}
        return tuple(words[each] for each in self.request.declarations)

    @property
    def _claimed_cohorts(self) -> list[Cohort]:
        return list(self.inputs.cohorts.values()) if self.service.subject is Subject.COHORT else []

    def _known_outcomes(self, named: list[Card]) -> list[Enquiry]:
        """Return the earlier enquiries whose outcome the centre knows: they may have changed the results of the register. No call for none."""
        if self.service.subject is not Subject.CANDIDATE:
            return []
        earlier = {claim.enquiry for card in named for claim in card.claims if not claim.open}
        about_cohort = {claim.enquiry for cohort in self.inputs.cohorts.values() for claim in cohort.claims}
        return known_to_centre(read_enquiries(self.session.table, sorted(earlier | about_cohort)))

    def _enquiry(self, submission: Submission, subject: str, about: list[Card], known: list[Enquiry]) -> Enquiry:
        """Return one enquiry of the submission, for one candidate with the current marks and grade as the centre knows them."""
        content, organisation, body = submission.content, self.inputs.organisation, self.body
        route = body.route(content.route)
        alone = about[0] if self.service.subject is Subject.CANDIDATE else None
        marks = current_marks(alone, known) if alone else {}
        return Enquiry(
            id=enquiry_id(submission.id, subject), submission=submission.id, reference=submission.reference,
            organisation=organisation.id, organisation_name=organisation.name, centre=organisation.centres.get(body.id, ""),
            body=body.id, route=content.route, series=content.series, service=self.service.code,
            qualification=body.syllabuses_by_code[content.syllabus].qualification, syllabus=content.syllabus,
            candidates=tuple(NamedCandidate(number=card.candidate, name=card.name) for card in about),
            lines=tuple(
                Line(component=code, mark_before=marks.get(code), marker=alone.marker(code) if alone else None)
                for code in sorted(content.components)
            ),
            contact_email=content.contact_email, status=Status.SUBMITTED, associate=self._associate,
            submitted_at=self.session.now, submitted_by=self.session.person.id, note=content.note,
            grade_before=current_grade(alone, known) if alone else None, **self._figures, portal=self._portal,
            asked=check_request(content, self.service, *about, *self._claimed_cohorts),
            appeal=appeal_details(content, route, self.service, about, self.inputs.cohorts.get(WHOLE_SYLLABUS)) if route else None,
        )  # fmt: skip

    def _writes(self, enquiry: Enquiry, about: list[Card], event: Event) -> list[Write]:
        """Return what to store of one enquiry, with its claims."""
        claim = Claim(
            family=self.service.family, service=self.service.code, subject=self.service.subject, enquiry=enquiry.id,
            reference=enquiry.reference, at=self.session.now, components=enquiry.components,
        )  # fmt: skip
        mails = (f"{MAIL}:to_approve",) if enquiry.associate else ()
        return [
            put_enquiry(enquiry),
            put_event(keys.enquiry(enquiry.id), event.model_copy(update={"version": 1}), mails, (self.body.id,)),
            *([put_associate_pointer(enquiry, enquiry.associate)] if enquiry.associate else []),
            *(put_card(card.claimed(claim)) for card in about),
            *(put_cohort(cohort.claimed(claim)) for cohort in self._claimed_cohorts),
            *([] if self._consents_due else self._consents_used(enquiry, about)),
        ]

    @property
    def _consents_due(self) -> tuple[str, ...]:
        """What notes later which consents the request rests on, where one transaction could not hold that as well."""
        many = self.service.subject is Subject.COHORT or self._associate is not None
        return (CONSENTS,) if many and must_be_recorded(self.service) else ()

    def _consents_used(self, enquiry: Enquiry, about: list[Card]) -> list[Write]:
        """Return the consents with the request that rests on them. Who takes consent back at this moment is first, or too late."""
        if not must_be_recorded(self.service):
            return []
        writes: list[Write] = []
        for card in about:
            record = self.inputs.consents[card.candidate]
            given = covering(record, self.service.code, enquiry.components, held=holding(card))
            assert given
            writes.append(put_consent(record.used_by(given, enquiry.id)))
        return writes
