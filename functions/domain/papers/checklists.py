"""Checklists for a series with its days: post-results services (TX-04), and results day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from functions.domain.calendar import spoken_day
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.series import Series
from functions.domain.catalogue.service_names import asked_for
from functions.domain.catalogue.services import Service
from functions.domain.papers.editions import edition_of
from functions.domain.papers.own_terms import BLANK, OwnTerms, own_last_day
from functions.domain.papers.parts import Format, Heading, Notice, Paper, Part, Task, Tasks, marked, own_pages, sources_of
from functions.domain.papers.service_lines import ServiceLine, service_lines
from functions.domain.wording import PROVISIONAL

Offered = Sequence[tuple[Body, Series]]


def post_results_checklist(offered: Offered, own: OwnTerms = BLANK) -> Paper:
    """Return the tasks of post-results services in the order of a series, each last day with the body whose it is."""
    series = offered[0][1]
    lines = [(body, line) for body, of in offered for line in service_lines(body, of)]
    moderation = [(body, line) for body, line in lines if line.reviews_moderation]
    return Paper(
        id=f"post-results-checklist-{series.id}",
        title=f"Post-results services checklist, {series.title}",
        lead="For the exams officer. Tick off what is done; write your own days beside the awarding bodies’.",
        edition=edition_of(series.id),
        parts=(
            Notice(PROVISIONAL, "Keep certificates apart until a change of grade is known."),
            *_phase(
                "Before the results",
                "Put together the deadlines, fees and charges, and set the centre’s own earlier days.",
                "Agree who pays, and what the centre charges for its own work.",
                "Publish to candidates what they can ask for, that grades can go down, and how they consent.",
                "Check that your sign-in to each awarding body’s portal works, and that your role there may make requests.",
                "Tell senior staff when they must be there to advise, and who decides whether the centre supports a request.",
                "Check that the centre has a written procedure for a request that it does not support.",
            ),
            Heading("Last days of the awarding bodies"),
            Tasks("Last days of the awarding bodies", tuple(_last_days(lines, own))),
            *_phase(
                "For every request",
                "Collect the candidate’s written consent after the results, for this request.",
                "Record payment, or who bears the cost.",
                "Check component, service and candidate, then make the request and keep its confirmation.",
                "Record the awarding body’s reference and the day on which the answer is due.",
                "If no acknowledgement comes, ask before the last day has passed.",
            ),
            *_phase(
                "When the outcome comes",
                "Tell the candidate the outcome on the same day, with the time that is left for an appeal.",
                "Record mark and grade before and after; tell the person who keeps the centre’s results.",
                "Give back or charge the fee as the outcome says.",
                "If a grade has changed and a certificate has been issued, ask the awarding body how it is replaced.",
                "Ask the Head of Centre whether the centre appeals.",
            ),
            *(_moderation(moderation, own) if moderation else ()),
            *_phase(
                "At the end",
                "Check every request off against an outcome and an invoice.",
                "Keep consent forms as long as the awarding bodies ask, then destroy them.",
                "Write down what to do differently next time.",
            ),
        ),
        prevails=own_pages(body for body, _ in offered),
        sources=sources_of((body, basis) for body, line in lines for basis in line.bases),
        formats=(Format.PDF, Format.SPREADSHEET),
    )  # fmt: skip


def results_day_checklist(offered: Offered, own: OwnTerms = BLANK) -> Paper:
    """Return the tasks of a results day, with the days of the series as far as they are known here."""
    series = offered[0][1]
    days = list(_results_days(offered))
    priority = _closing_first([(body, line) for body, of in offered for line in service_lines(body, of)])
    return Paper(
        id=f"results-day-checklist-{series.id}",
        title=f"Results day checklist, {series.title}",
        lead="For the exams officer and those who help on the day.",
        edition=edition_of(series.id),
        parts=(
            Notice(PROVISIONAL, "Say so on every sheet of results that you give out."),
            Heading("Results days"),
            Tasks("Results days", tuple(days) or (Task("The day of the results is not known here. Look it up with each awarding body.", ""),)),
            *_phase(
                "Before the day",
                "Agree who opens the results, who prints them, and who may see them before candidates do.",
                "Test that you can download results from each awarding body and read them into your system.",
                "Plan rooms, staff, printing, and how candidates who cannot come get their results.",
                "Collect signed permission from candidates whose results somebody else will collect.",
                "Prepare what you hand out: deadlines, fees and charges, the request form, whom to speak to.",
                "Make sure that candidates know how to reach you for the priority services of the first days.",
            ),
            *_phase(
                "On the day",
                "Download the results and check them against the entries: nobody missing, nothing incomplete.",
                "Give results to the candidate only, or to a person with the candidate’s signed permission.",
                "Keep a list of results that were not collected.",
                "Look for grades close to a boundary, and for whole groups that differ from what was expected.",
                "Ask the awarding body at once about a result that is missing or pending.",
            ),
            *_first(priority, own),
            *_phase(
                "In the days after",
                "Send results to those who did not come, in the way that they chose.",
                "Begin the post-results services checklist.",
                "Store the results securely, and destroy spare prints.",
            ),
        ),
        prevails=own_pages(body for body, _ in offered),
        sources=sources_of(
            [*((body, each.basis) for body, of in offered for each in of.results), *((body, basis) for body, line in priority for basis in line.bases)]
        ),
        formats=(Format.PDF, Format.SPREADSHEET),
    )  # fmt: skip


def _phase(title: str, *tasks: str) -> tuple[Part, Part]:
    return Heading(title), Tasks(title, tuple(Task(each) for each in tasks))


def _first(lines: list[tuple[Body, ServiceLine]], own: OwnTerms) -> tuple[Part, ...]:
    return (Heading("What closes first"), Tasks("What closes first", tuple(_last_days(lines, own)))) if lines else ()


def _moderation(lines: list[tuple[Body, ServiceLine]], own: OwnTerms) -> tuple[Part, Part]:
    tasks = [Task("Log the work that comes back from moderation, and keep it securely."), *_last_days(lines, own)]
    return Heading("Moderated work"), Tasks("Moderated work", tuple(tasks))


def _last_days(lines: Sequence[tuple[Body, ServiceLine]], own: OwnTerms) -> Iterator[Task]:
    """Yield the last days in their order, services with the same day in one line, and bodies with the same services; what is not known
    comes last. The centre's own day stands behind the body's."""
    of_body: dict[tuple[date, str, str], dict[str, Service]] = {}
    for body, line in lines:
        if not (line.service.appeal and line.service.appeal.from_outcome):
            own_day = own_last_day(own, line)
            when = f"{line.last_day}; our own: {own_day}" if own_day else line.last_day
            of_body.setdefault((line.closes_on or date.max, when, body.name), {}).setdefault(line.service.code, line.service)
    together: dict[tuple[date, str, str], list[str]] = {}
    for (day, when, name), services in of_body.items():
        together.setdefault((day, when, asked_for(services.values())), []).append(name)
    for (_, when, asked), bodies in sorted(together.items()):
        yield Task(f"{', '.join(bodies)}: {asked}", when)


def _results_days(offered: Offered) -> Iterator[Task]:
    """Yield the days of results, bodies with the same day and types in one line."""
    together: dict[tuple[date, str, str], list[str]] = {}
    for body, series in offered:
        names = {each.id: each.name for each in body.qualification_types}
        for each in series.results:
            types = ", ".join(names[one] for one in each.types or () if one in names)
            together.setdefault((each.day, types, marked(body, spoken_day(each.day), each.basis)), []).append(body.name)
    for (_, types, when), bodies in sorted(together.items()):
        yield Task(f"{', '.join(bodies)}{f': {types}' if types else ''}", when)


def _closing_first(lines: list[tuple[Body, ServiceLine]]) -> list[tuple[Body, ServiceLine]]:
    """Return the services of each body that close first, where others close later: mostly the priority services."""
    days: dict[str, set[date]] = {}
    for body, line in lines:
        if line.closes_on:
            days.setdefault(body.id, set()).add(line.closes_on)
    return [each for each in lines if each[1].closes_on and len(days[each[0].id]) > 1 and each[1].closes_on == min(days[each[0].id])]
