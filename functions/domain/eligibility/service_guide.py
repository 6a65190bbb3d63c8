"""Which service? (BY-14): what can be asked for in one case, why the rest cannot, and what each means.

The guide has no rules of its own. It fills in the form for each service of a route and asks what the form asks (`problems_of`), leaving
out only what somebody has yet to write. So guide and form cannot disagree. The public guide asks about a made-up candidate in a made-up
syllabus of one component (`general_case`), since what is open follows from the kind of work and not from who did it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, NamedTuple

from pydantic import Field

from functions.domain.catalogue.availability import NO_GRADE_TEXT
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.fees import Quote, quote
from functions.domain.catalogue.routes import Route
from functions.domain.catalogue.services import Service, Subject
from functions.domain.catalogue.syllabuses import TRAIT_TEXT, Assessor, Component, Kind, Syllabus, Trait
from functions.domain.eligibility.eligibility import problems_of
from functions.domain.enquiries.submission import DraftContent
from functions.domain.errors import Problem
from functions.domain.fields import CandidateNumber, Code, CodeOrNothing, Request
from functions.domain.people.people import Kind as OrganisationKind
from functions.domain.people.people import Organisation
from functions.domain.register.cards import WHOLE_SYLLABUS, Card, Cohort, Origin, Result

# What a person writes in the form after the guide: not a reason for which a service is closed to them.
YET_TO_WRITE = frozenset({"contact_email", "contact_email_confirmed", "on_behalf", "revised_grade", "error", "concern", "grounds"})
YET_TO_CHOOSE = frozenset({"group_size"})  # the others of a group
OF_THE_DAY = frozenset({"deadline_passed", "series_closed", "series_not_open"})
SOMEBODY = Organisation(id="", name="", kind=OrganisationKind.CENTRE, contact_email="centre@example.org")


@dataclass(frozen=True)
class Case:
    """What the guide is asked about: a form without its service, and what the register has on those whom it names."""

    body: Body
    content: DraftContent
    now: datetime
    organisation: Organisation = SOMEBODY
    cards: Mapping[str, Card] | None = None
    cohorts: Mapping[str, Cohort] | None = None
    everybody: Sequence[Card] = ()

    @property
    def route(self) -> Route:
        route = self.body.route(self.content.route)
        assert route, "the form names a route that there is"
        return route


@dataclass(frozen=True)
class Choice:
    """A service in a case: the reasons for which it cannot be asked for, and its fee. It is open if there are no reasons."""

    service: Service
    problems: tuple[Problem, ...]
    fee: Quote

    @property
    def is_open(self) -> bool:
        return not self.problems

    @property
    def fits(self) -> bool:
        """Whether nothing but the day is against it."""
        return all(each.code in OF_THE_DAY for each in self.problems)


class AskGuide(Request):
    """A question to the guide: about which candidate, in which syllabus, and in which component where it is about one."""

    body: Annotated[str, Field(max_length=40)] = ""  # may be left out where there is only one
    series: Annotated[str, Field(pattern="^[0-9]{4}-[0-9]{2}$")]
    syllabus: Code
    component: CodeOrNothing = ""
    candidate: CandidateNumber


class Piece(NamedTuple):
    """An answer to what somebody asks about, in words, with what it makes of the made-up component and candidate."""

    id: str
    text: str
    kind: Kind = Kind.WRITTEN
    assessed_by: Assessor = Assessor.BODY
    origin: Origin = Origin.EXAM
    digital: bool = False
    trait: Trait | None = None
    grade: str = "C"


def choices(case: Case) -> list[Choice]:
    """Return every service that can be begun from the form of the case's route, in the catalogue's order."""
    return [_choice(case, each) for each in begun_from_form(case.route)]


def begun_from_form(route: Route) -> list[Service]:
    """Return the services that the form offers: all but appeals that start from the page of an outcome."""
    return [each for each in route.services if not (each.appeal and each.appeal.from_outcome)]


def _choice(case: Case, service: Service) -> Choice:
    content = form_for(case.content, service)
    about = content.components if service.availability.about_components else (WHOLE_SYLLABUS,)
    found = problems_of(
        content, case.body, case.organisation, case.cards or {}, reference="", now=case.now,
        cohorts={name: each for name, each in (case.cohorts or {}).items() if name in about or service.subject is not Subject.COHORT},
        everybody=case.everybody,
    )  # fmt: skip
    against = tuple(each for each in found if each.field not in YET_TO_WRITE and each.code not in YET_TO_CHOOSE)
    fee = quote(case.body, case.route, service.code, len(content.components), content.candidate_numbers(case.body))
    return Choice(service, against, fee)


def form_for(content: DraftContent, service: Service) -> DraftContent:
    """Return the form filled in for a service: without components where it is about the syllabus, without candidates for a cohort."""
    changes: dict[str, object] = {"service": service.code}
    if not service.availability.about_components:
        changes["components"] = ()
    if service.subject is Subject.COHORT:
        changes["candidates"] = ()
    return content.model_copy(update=changes)


def consequences(route: Route, service: Service) -> Iterator[str]:
    """Yield what asking for a service means for marks, grades, later requests and consent, in sentences of the catalogue where it has one."""
    if rule := route.rules.get("protected") if service.subject is Subject.COHORT else None:
        yield rule.text
    elif service.can_change_grade:
        yield "The mark and the grade can go up, stay the same or go down."
    elif not service.missing:
        yield "No marking is reviewed, so no mark and no grade changes."
    if route.centre_review_first and (first := route.rules.get("centre-review")):
        yield first.text
    if service.rules_out and (rule := route.rules.get("ruled-out")):
        yield rule.text
    if service.family and (once := route.rules.get(f"once-{service.family}") or route.rules.get("once")) and not service.missing:
        yield once.text
    if service.consent:
        yield service.consent.text
    if service.asked_by:
        yield f"Only the {service.asked_by} can submit it."


def pieces(body: Body, route: Route) -> list[Piece]:
    """Return what somebody may ask about on a route: only answers that make a difference to one of its services."""
    allowed = [each.availability for each in begun_from_form(route)]
    assessors = {each.assessed_by for each in allowed if each.about_components}
    found: list[Piece] = []
    if Assessor.BODY in assessors:
        found.append(Piece("paper", f"A paper or a test that {body.name} marked"))
        if any(Kind.MULTIPLE_CHOICE in each.excluded_kinds for each in allowed):
            found.append(Piece("multiple-choice", "A multiple-choice paper", kind=Kind.MULTIPLE_CHOICE))
        if any(each.digital for each in allowed):
            found.append(Piece("digital", "Work that was done or handed in digitally", kind=Kind.PRACTICAL, digital=True))
        for trait in Trait:
            if any(trait in each.excluded_traits for each in allowed):
                found.append(Piece(trait.value, f"{TRAIT_TEXT[trait]}: work that {body.name} marked", kind=Kind.PORTFOLIO, trait=trait))
    if Assessor.CENTRE in assessors:
        changed = any(each.adjusted_only for each in allowed)
        text = "Work that our centre marked, and whose marks moderation changed" if changed else "Work that our centre marked"
        moderated = Piece("moderated", text, kind=Kind.COURSEWORK, assessed_by=Assessor.CENTRE, origin=Origin.MODERATION)
        found.append(moderated)
        if changed:
            text = "Work that our centre marked, and whose marks were accepted"
            found.append(moderated._replace(id="accepted", text=text, origin=Origin.CENTRE))
    if not assessors and any(each.whole_syllabus for each in allowed):
        found.append(Piece("grade", "The grade as a whole"))
    for grade, text in NO_GRADE_TEXT.items():
        if any(grade in each.grades for each in allowed):
            found.append(Piece(f"no-result-{grade.lower()}", f"No grade at all: the result says {text}", grade=grade))
    return found


def general_case(body: Body, route: Route, series: str, type: str, *, piece: Piece, now: datetime) -> Case:
    """Return the case of a made-up candidate with such a piece of work, in a syllabus of this type of qualification."""
    kinds = body.identifiers
    codes = {"syllabus": kinds.syllabus.example, "component": kinds.component.example, "candidate": body.printed(kinds.candidate.example)}
    component = Component(
        code=codes["component"], title=piece.text, kind=piece.kind, assessed_by=piece.assessed_by, digital=piece.digital, most=100
    )
    syllabus = Syllabus(
        code=codes["syllabus"], name="Any", type=type, qualification=next(each.name for each in body.qualification_types if each.id == type),
        traits=(piece.trait,) if piece.trait else (), grades=("A", "B", "C"), components=(component,),
    )  # fmt: skip
    about: dict[str, str] = {"body": body.id, "series": series, "organisation": "", "syllabus": codes["syllabus"]}
    reviews = ("made-up",) if route.centre_review_first else ()
    mark = None if piece.grade in NO_GRADE_TEXT else 50
    result = Result(component=codes["component"], mark=mark, origin=Origin.NONE if mark is None else piece.origin)
    card = Card(**about, candidate=codes["candidate"], name="", grade=piece.grade, results=(result,), route=route.id, reviews=reviews)
    content = DraftContent(
        body=body.id, route=route.id, series=series, syllabus=codes["syllabus"], components=(codes["component"],),
        candidates=(codes["candidate"],), contact_email=SOMEBODY.contact_email, contact_email_confirmed=True,
    )  # fmt: skip
    own = body.at(now).of_type(type).model_copy(update={"syllabuses": (syllabus,)})
    return Case(own, content, now, cards={card.candidate: card}, everybody=(card,))
