"""Submitting: one BatchGet, one transaction, and the same answer however often it is sent.

Double clicks, retries after a lost answer and parallel tabs are one submission with one reference (BY-09): the ids of
the submission and of its enquiries are fixed by the draft's id, and a second request finds it done. Two drafts about the
same candidate and syllabus meet at the candidate's card, which both rewrite under its version (CI-06, CI-08).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from functions.actions.shared.document_links import Link, link_to
from functions.actions.shared.effect_names import CONSENTS, MAIL, due_on_submission
from functions.actions.shared.session import Session
from functions.actions.shared.transactions import Pause, settle
from functions.adapters import keys
from functions.adapters.consents import put_consent, read_consents
from functions.adapters.documents import receipt_file
from functions.adapters.enquiries import put_associate_pointer, put_enquiry, read_enquiries
from functions.adapters.events import put_event
from functions.adapters.files import Files
from functions.adapters.organisations import read_organisation
from functions.adapters.register import put_card, put_cohort, read_cards_of_syllabus
from functions.adapters.submissions import SubmissionInputs, put_submission, read_submission, read_submission_inputs
from functions.adapters.table import Write
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.routes import Route
from functions.domain.catalogue.services import Service, Subject
from functions.domain.catalogue.syllabuses import Assessor
from functions.domain.consent.coverage import consent_problems, covering, holding, must_be_recorded
from functions.domain.eligibility.eligibility import asker_problems, declaration_problems, problems_of
from functions.domain.eligibility.waiting import group_warnings, waits_for
from functions.domain.enquiries.current_results import current_grade, current_marks, known_to_centre
from functions.domain.enquiries.enquiry import Enquiry, Line
from functions.domain.enquiries.grade_checks import check_request
from functions.domain.enquiries.portal_records import PortalDetails, portal_of
from functions.domain.enquiries.school_assessed_appeals import appeal_details
from functions.domain.enquiries.statuses import Status
from functions.domain.enquiries.submission import (
    DraftContent,
    Figures,
    State,
    Submission,
    Submit,
    digest_of,
    enquiry_id,
    figures_of,
    reference_of,
)
from functions.domain.errors import Malformed, NotFound, Problem, Refused, TryAgain, problem
from functions.domain.fields import MOST_CANDIDATES
from functions.domain.people.history import Event, What
from functions.domain.people.people import ROLE_TEXT, Membership
from functions.domain.people.permissions import Act
from functions.domain.register.cards import WHOLE_SYLLABUS, Card, CentreSyllabus, Claim, Cohort, NamedCandidate

ALL = "all"  # the subject of an enquiry about everybody


def submit(session: Session, id: str, request: Submit, *, pause: Pause | None = None) -> Submission:
    """Submit the draft `id` with the content sent. Two calls of AWS where nobody is in the way.

    Return the submission as stored, also when it was submitted before. Raise Refused with every problem at once (the
    draft stays), NotFound where the id is another centre's, TryAgain where the table stays busy.
    """
    member = session.acting_for(Act.ASK)
    body = body_for(session, request.content)

    def attempt() -> Submission:
        inputs = inputs_of(session, member.organisation, id, request.content)
        stored = inputs.submission
        if stored and stored.organisation != member.organisation:
            raise NotFound
        if stored and stored.state is State.SUBMITTED:
            return stored
        service = _require_submittable(session, id, request, inputs)
        builder = _SubmissionBuilder(session, request, inputs, body, service, _capacity(session, service, member))
        submission, writes = builder.build(id)
        session.table.commit(writes)
        return submission

    return settle(attempt, pause=pause)


def submitted(session: Session, id: str) -> tuple[Submission, list[Enquiry]]:
    """Return what was submitted, with its enquiries as they are now. Two calls. Raise NotFound, also for a draft."""
    stored = _require_submitted(session, id)
    return stored, read_enquiries(session.table, stored.enquiries)


def receipt_link(session: Session, files: Files, id: str) -> Link:
    """Return a link to the receipt's PDF. Raise TryAgain (code not_ready) while it is being made."""
    stored = _require_submitted(session, id)
    if files.size(receipt_file(id)) is None:
        raise TryAgain(problem("not_ready"))
    return link_to(files, receipt_file(id), f"Receipt-{stored.reference}.pdf")


def body_for(session: Session, content: DraftContent) -> Body:
    """Return the awarding body that a form is for, with the figures for its type of qualification. Raise Refused where it names none, Malformed where this desk does not serve it or it has no such route."""
    if not content.body:
        raise Refused(problem("body_missing", field="body"))
    body = session.body(content.body)
    if body is None or body.route(content.route) is None:
        raise Malformed(problem("malformed", field="body"))
    return body.of_syllabus(content.syllabus)


def inputs_of(session: Session, organisation: str, id: str, content: DraftContent) -> SubmissionInputs:
    """Return what deciding on a submission needs, in one call: its candidates' cards, and the cohorts that it is about.

    Another call reads everybody's cards for a service that depends on the marks of a whole cohort. Of too many candidates one more is read than a submission may take.
    """
    service = _service_of(session, content)
    everybody = service is not None and service.subject is Subject.COHORT
    numbers = () if everybody else tuple(dict.fromkeys(content.candidate_numbers(body_for(session, content))))[: MOST_CANDIDATES + 1]
    at = CentreSyllabus(content.body, content.series, organisation, content.syllabus)
    cohorts = _cohorts_of(service, content) if everybody or (service and service.appeal) else _cohorts_around(session, service, content)
    recorded = must_be_recorded(service)
    inputs = read_submission_inputs(session.table, id, at, candidates=numbers, components=cohorts, consenting=numbers if recorded else ())
    if service is None or not (service.availability.adjusted_only or (everybody and recorded)):
        return inputs
    cards = tuple(read_cards_of_syllabus(session.table, at))
    if not (everybody and recorded):
        return inputs._replace(everybody=cards)
    return inputs._replace(everybody=cards, consents=read_consents(session.table, at, [card.candidate for card in cards]))


def problems_in(session: Session, id: str, content: DraftContent, inputs: SubmissionInputs) -> list[Problem]:
    """Return every reason for which the form cannot be submitted by this person, beside what is declared on submitting."""
    body = body_for(session, content)
    route, reference = body.route(content.route), reference_of(id)
    head = session.may(Act.ASK_AS_HEAD, inputs.organisation.id)
    problems = problems_of(
        content,
        body,
        inputs.organisation,
        inputs.cards,
        reference=reference,
        now=session.now,
        cohorts=inputs.cohorts,
        everybody=inputs.everybody,
    )
    service = _service_of(session, content)
    if service:
        about = consenting(service, content, body, inputs)
        problems += consent_problems(body, service, about, content.components, inputs.consents)
    return [*problems, *asker_problems(service, body, route, head=head, reference=reference)]


def consenting(service: Service, content: DraftContent, body: Body, inputs: SubmissionInputs) -> list[Card]:
    """Return the cards of those whose consent a request needs: the candidates named, or for a cohort all who took its components."""
    if service.subject is not Subject.COHORT:
        return [inputs.cards[each] for each in dict.fromkeys(content.candidate_numbers(body)) if each in inputs.cards]
    return [card for card in inputs.everybody if not content.components or any(card.result(each) for each in content.components)]


class _SubmissionBuilder(NamedTuple):
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
            put_event(keys.submission(id), event, due=(*due_on_submission(submission), *self._consents_due), awarding=self.body.id),
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
            put_event(keys.enquiry(enquiry.id), event.model_copy(update={"version": 1}), mails, self.body.id),
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


def _require_submittable(session: Session, id: str, request: Submit, inputs: SubmissionInputs) -> Service:
    """Return the service asked for. Raise Refused with every problem at once."""
    content = request.content
    body = body_for(session, content)
    route, service = body.route(content.route), _service_of(session, content)
    problems = problems_in(session, id, content, inputs)
    problems += declaration_problems(request.declarations, content.service, body, route)
    if (
        route
        and service
        and not request.accept_waiting
        and not portal_of(body)
        and (warnings := group_warnings(body, route, service, inputs.cards))
    ):
        problems.append(problem("waiting_not_accepted", field="accept_waiting", cites=warnings[0].citation))
    if problems or service is None:
        raise Refused(*problems)
    return service


def _capacity(session: Session, service: Service, member: Membership) -> Membership:
    """Return the membership under which the person submits: a Head of Centre who is exams officer too submits as Head what only a Head may."""
    if service.asked_by and session.may(Act.ASK_AS_HEAD, member.organisation):
        return session.allow(Act.ASK_AS_HEAD, member.organisation)
    return member


def _require_submitted(session: Session, id: str) -> Submission:
    stored = read_submission(session.table, id)
    if stored is None or stored.state is not State.SUBMITTED:
        raise NotFound
    session.allow(Act.READ, stored.organisation)
    return stored


def _service_of(session: Session, content: DraftContent) -> Service | None:
    route = body_for(session, content).route(content.route)
    return route.service(content.service) if route else None


def _cohorts_of(service: Service | None, content: DraftContent) -> tuple[str, ...]:
    """Return the components whose cohorts a request is about: those named, or the syllabus as a whole in their place.

    An appeal may follow a check of the cohort. A request about candidates is about no cohort.
    """
    if service is None or (service.subject is not Subject.COHORT and not service.appeal):
        return ()
    return tuple(dict.fromkeys(content.components)) if service.availability.about_components else (WHOLE_SYLLABUS,)


def _cohorts_around(session: Session, service: Service | None, content: DraftContent) -> tuple[str, ...]:
    """Return the components whose cohorts candidates of a request belong to: an outcome about a cohort may have changed their results."""
    syllabus = body_for(session, content).syllabuses_by_code.get(content.syllabus)
    if service is None or syllabus is None or service.subject is not Subject.CANDIDATE or service.missing:
        return ()
    if not service.availability.about_components:
        return (WHOLE_SYLLABUS,)
    return tuple(each.code for each in syllabus.components if each.assessed_by is Assessor.CENTRE)


# The submission and its history; an enquiry with its history, a card, and a consent or what leads an Associate to it.
assert 2 + 4 * MOST_CANDIDATES <= 100, "one transaction must hold a whole submission"
