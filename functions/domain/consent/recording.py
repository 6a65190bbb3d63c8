"""Consent that an exams officer records: signed on paper, or written in an e-mail, with the scan that shows it (JQ-05, NC-08).

Only consent given since the results counts, for each request by itself; a blanket consent from before does not. Who must give it is the
awarding body's to say: where its file names an age, a parent or guardian gives it for somebody younger.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from functions.domain.calendar import local_day, spoken_day
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.routes import Route
from functions.domain.catalogue.series import Series
from functions.domain.catalogue.services import STANDARD, Service
from functions.domain.catalogue.syllabuses import Syllabus
from functions.domain.consent.coverage import is_asked
from functions.domain.consent.records import Agreement, ConsentRecord, ConsentState, Giver, ServiceConsent, Way
from functions.domain.consent.wording import WORDING, Offer
from functions.domain.errors import Malformed, Problem, problem
from functions.domain.fields import CandidateNumber, CodeOrNothing, ComponentCode, Request
from functions.domain.register.cards import Card

MOST_AT_ONCE = 200  # candidates of one request: ours


class AskedFor(Request):
    """What consent is for: a service, and these components of a syllabus."""

    body: Annotated[str, Field(title="Awarding body", max_length=40)]
    series: Annotated[str, Field(title="Series", pattern="^[0-9]{4}-[0-9]{2}$")]
    route: Annotated[str, Field(max_length=40)] = STANDARD
    syllabus: Annotated[CodeOrNothing, Field(title="Syllabus")] = ""
    service: Annotated[CodeOrNothing, Field(title="Service")] = ""
    components: Annotated[
        tuple[ComponentCode, ...],
        Field(title="Components", description="Consent covers the components that are named here and no other.", max_length=20),
    ] = ()


class RecordConsents(AskedFor):
    """Consent of one or more candidates, on paper or by e-mail."""

    candidates: Annotated[tuple[CandidateNumber, ...], Field(title="Candidates", max_length=MOST_AT_ONCE)] = ()
    way: Annotated[Literal["", "paper", "email"], Field(title="How was it given?")] = ""
    day: Annotated[
        str, Field(title="Signed or written on", description="Not before the results.", pattern="^([0-9]{4}-[0-9]{2}-[0-9]{2})?$")
    ] = ""
    giver: Annotated[Literal["candidate", "guardian"], Field(title="Who gave it?")] = "candidate"
    guardian: Annotated[str, Field(title="Name of the parent or guardian", max_length=80)] = ""
    choice: Annotated[str, Field(title="If the script is used in class", max_length=200)] = ""
    scan: Annotated[str, Field(pattern="^([0-9a-f]{16})?$")] = ""


class AnnounceScan(Request):
    """A scan that a centre is about to upload, and of which series of which awarding body it shows consent."""

    body: Annotated[str, Field(max_length=40)]
    series: Annotated[str, Field(pattern="^[0-9]{4}-[0-9]{2}$")]
    filename: Annotated[str, Field(max_length=200)]
    size: Annotated[int, Field(ge=0)]
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class Asked(NamedTuple):
    """What consent is for, as the catalogue has it."""

    body: Body
    route: Route
    series: Series
    service: Service
    syllabus: Syllabus
    components: tuple[str, ...]

    @property
    def offer(self) -> Offer:
        return Offer(self.body, self.route, self.service, self.syllabus, self.components)


def asked_in(request: AskedFor, body: Body) -> Asked:
    """Return what a request is about. Raise Malformed where the catalogue does not have it. `body` has the figures of the syllabus's type."""
    route, series = body.route(request.route), body.series_of(request.series)
    service = route.service(request.service) if route else None
    syllabus = body.syllabuses_by_code.get(request.syllabus)
    if route is None or series is None or service is None or syllabus is None:
        raise Malformed(problem("malformed"))
    components = tuple(sorted(set(request.components)))
    if unknown := set(components) - {each.code for each in syllabus.components}:
        raise Malformed(problem("malformed", field=f"components.{min(unknown)}"))
    return Asked(body, route, series, service, syllabus, components)


def asking_problems(asked: Asked, candidates: tuple[str, ...], cards: Mapping[str, Card], now: datetime) -> Iterator[Problem]:
    """Yield why these candidates cannot be asked for their consent, or give it, now."""
    body, service = asked.body, asked.service
    if not is_asked(service):
        cites = body.citation_of(service.consent.text, service.consent.basis) if service.consent else None
        yield problem("consent_not_needed", field="service", service=service.heading, cites=cites)
    opens_at = body.opens_at(asked.series)
    if opens_at is not None and now < opens_at:
        yield problem(
            "consent_before_results", field="series", day=spoken_day(local_day(opens_at, body.zone)), series=asked.series.title,
            cites=body.citation_on(asked.route, "consent-after-results"),
        )  # fmt: skip
    if service.availability.about_components and not asked.components:
        yield problem("components_missing", field="components", cites=body.citation_on(asked.route, "component-level"))
    if not candidates:
        yield problem("candidates_missing", field="candidates")
    for number in candidates:
        if number not in cards:
            yield problem("candidate_unknown", field=f"candidates.{number}", candidate=number, syllabus=asked.syllabus.code)


def recording_problems(
    asked: Asked, request: RecordConsents, candidates: tuple[str, ...], cards: Mapping[str, Card], now: datetime
) -> list[Problem]:
    """Return everything that keeps this consent from being recorded."""
    problems = list(asking_problems(asked, candidates, cards, now))
    body, consent = asked.body, asked.service.consent
    if not request.way:
        problems.append(problem("consent_way_missing", field="way"))
    day = day_in(request.day)
    opens_on = body.opens_on(asked.series)
    if day is None:
        problems.append(problem("consent_day_missing", field="day"))
    elif day > local_day(now, body.zone):
        problems.append(problem("consent_day_to_come", field="day"))
    elif opens_on and day < opens_on:
        cites = body.citation_on(asked.route, "consent-after-results")
        problems.append(problem("consent_day_before_results", field="day", day=spoken_day(opens_on), cites=cites))
    if consent and consent.choices and request.choice not in consent.choices:
        cites = body.citation_of(consent.text, consent.basis)
        problems.append(problem("consent_choice_missing", field="choice", cites=cites))
    if Giver(request.giver) is Giver.GUARDIAN and not request.guardian:
        problems.append(problem("guardian_missing", field="guardian"))
    return problems


def recorded(record: ConsentRecord, asked: Asked, request: RecordConsents, *, by: str, now: datetime) -> ConsentRecord:
    """Return the next version of a record, with this consent given. `request` has no problems any more."""
    day = day_in(request.day)
    assert day
    agreement = Agreement(
        way=Way(request.way), day=day, recorded_at=now, by=by, giver=Giver(request.giver), choice=request.choice, wording=WORDING, scan=request.scan,
        guardian=request.guardian if Giver(request.giver) is Giver.GUARDIAN else "",
    )  # fmt: skip
    before = record.to(asked.service.code, asked.components)
    given = ServiceConsent(
        service=asked.service.code, components=asked.components, state=ConsentState.GIVEN, at=now, agreement=agreement,
        enquiry=before.enquiry if before else None,
    )  # fmt: skip
    return record.with_consent(given)


def day_in(text: str) -> date | None:
    """Return the day that was entered; None for none, and for one that the calendar does not have."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
