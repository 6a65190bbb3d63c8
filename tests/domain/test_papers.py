"""Papers for a centre: what stands in each, with days and figures from the catalogue and nothing made up."""

from __future__ import annotations

from datetime import date

import pytest

from functions.domain.papers.editions import edition_of, edition_on
from functions.domain.papers.parts import Choice, Fields, Format, Notice, Paper, Paragraph, Signature, Table, Task, Tasks
from functions.domain.papers.shelf import Shelf, shelves
from tests.builders import catalogue

TODAY = date(2026, 6, 1)
PROVISIONAL = "Results are provisional until certificates confirm them."
JUNE_2026 = ["AQA", "CCEA", "City & Guilds", "OCR", "Pearson", "WJEC"]


@pytest.fixture(scope="module")
def found() -> list[Shelf]:
    return shelves(catalogue().bodies.values(), TODAY)


def paper(found: list[Shelf], id: str) -> Paper:
    (one,) = [each for shelf in found for each in shelf.papers if each.id == id]
    return one


def table(of: Paper, name: str) -> Table:
    (one,) = [each for each in of.parts if isinstance(each, Table) and each.name == name]
    return one


def tasks(of: Paper, name: str) -> tuple[Task, ...]:
    (one,) = [each for each in of.parts if isinstance(each, Tasks) and each.name == name]
    return one.tasks


@pytest.mark.proves("TX-09")
@pytest.mark.parametrize(
    ("series", "edition"),
    [
        ("2026-06", "Edition of May 2026"),
        ("2022-11", "Edition of October 2022"),
        ("2027-01", "Edition of October 2026"),
        ("2026-03", "Edition of October 2025"),
    ],
)
def test_papers_of_a_summer_series_are_the_edition_of_may_and_those_of_a_winter_series_that_of_october(series: str, edition: str) -> None:
    assert edition_of(series) == edition


@pytest.mark.proves("TX-09")
def test_a_paper_of_no_series_is_of_the_edition_in_force() -> None:
    days = (date(2026, 4, 30), date(2026, 5, 1), date(2026, 9, 30), date(2026, 10, 1))
    assert [edition_on(each) for each in days] == [
        "Edition of October 2025",
        "Edition of May 2026",
        "Edition of May 2026",
        "Edition of October 2026",
    ]


@pytest.mark.proves("TX-09", "TX-10", "TX-11")
def test_every_paper_has_its_edition_says_that_the_awarding_body_prevails_with_the_link_and_calls_results_provisional(
    found: list[Shelf],
) -> None:
    every = [each for shelf in found for each in shelf.papers]
    assert len(every) == 32
    for each in every:
        assert each.edition.startswith("Edition of "), each.id
        assert "own information prevails: where it says more than this paper, or something different, follow it." in each.prevailing
        assert any(page.url.startswith("https://") for page in each.prevails), each.id
        certificates = each.id.startswith("certificate-collection")
        assert certificates or any(isinstance(part, Notice) and part.title == PROVISIONAL for part in each.parts), each.id
        assert not certificates or "Certificates confirm your final results." in each.lead


@pytest.mark.proves("TX-01")
def test_the_table_of_deadlines_has_every_body_of_the_series_with_day_fee_and_time_and_room_for_our_own(found: list[Shelf]) -> None:
    of = paper(found, "deadlines-fees-charges-2026-06")
    assert [each.name for each in of.parts if isinstance(each, Table)] == JUNE_2026
    aqa = table(of, "AQA")
    assert [(each.title, each.to_fill) for each in aqa.columns] == [
        ("Service", False), ("Last day", False), ("Our own last day", True), ("Fee", False), ("Our charge", True), ("Answer", False),
    ]  # fmt: skip
    assert aqa.rows[2] == (
        "Service 2: Review of marking (GCE A level)",
        "24 September 2026 (reported)",
        "",
        "GBP 51.95 for each component (reported)",
        "",
        "20 calendar days from receipt (reported)",
    )
    assert aqa.rows[6] == ("Copy of script to support a review of marking", "30 October 2026", "", "free", "", "not published")
    assert table(of, "CCEA").rows[0][3] == "not known here"
    assert of.formats == (Format.PDF, Format.SPREADSHEET)


@pytest.mark.proves("TX-01")
def test_a_figure_made_up_for_practice_is_in_no_paper(found: list[Shelf]) -> None:
    cambridge = table(paper(found, "deadlines-fees-charges-2022-06"), "Cambridge International")
    assert {row[3] for row in cambridge.rows} == {"not known here", "free"}
    assert table(paper(found, "deadlines-fees-charges-2025-06"), "AQA").rows[0][3] == "not known here", "the fee is that of June 2026"
    assert "practice" not in {shelf.title for shelf in found}
    assert [shelf.series for shelf in found] == ["2026-06", "2025-11", "2025-06", "2022-11", "2022-06", "2021-11", ""]


@pytest.mark.proves("TX-02")
def test_the_request_form_explains_every_service_and_what_is_agreed_to_with_the_choice_of_anonymity(found: list[Shelf]) -> None:
    form = paper(found, "request-consent-payment-2026-06")
    said = [each.text for each in form.parts if isinstance(each, Paragraph)]
    assert said[:5] == [
        "I ask my centre to make the requests above for me, and I agree to them.",
        "I know that after each review my mark and my grade can go up, stay the same or go down, and that this cannot be undone.",
        "I know that the same is true after an appeal.",
        "I know what each request costs, who pays, and that the centre’s own charge may stay due when the awarding body’s fee is waived.",
        "I give this consent after my results came out, for these requests and no others. I can withdraw it until my centre has made the request.",
    ]
    choices = {each.label: each.options for each in form.parts if isinstance(each, Choice)}
    assert choices["If my script is used in class"] == (
        "my name and number are removed before the script is used in class",
        "I have no objection to being recognised",
    )
    assert choices["Who pays"] == ("my family or I", "the centre", "another fund")
    assert sum(isinstance(each, Signature) for each in form.parts) == 2
    services = table(form, "CCEA, City & Guilds, OCR, Pearson, WJEC").rows
    assert services[2][1] == "The same as service 2, and faster, where a place in higher education depends on it."
    assert services[3][1] == "A copy of the marked paper, to decide by whether to ask for a review."
    assert all(row[1] for row in services)
    assert [row[0] for row in services] == [
        "Service 1: Clerical re-check",
        "Service 2: Review of marking",
        "Service P2: Priority review of marking",
        "Copy of script to support a review of marking",
        "Copy of script to support teaching and learning",
        "Preliminary appeal",
        "Appeal hearing",
    ]
    assert table(form, "What I ask for").blank == 6
    assert form.formats == (Format.PDF, Format.WORD)


@pytest.mark.proves("TX-04")
def test_the_checklists_have_the_days_of_the_series(found: list[Shelf]) -> None:
    last = tasks(paper(found, "post-results-checklist-2026-06"), "Last days of the awarding bodies")
    assert [(each.when, each.text) for each in last[:3]] == [
        ("20 August 2026 (reported)", "AQA, CCEA, City & Guilds, OCR, Pearson, WJEC: Service P2"),
        ("24 September 2026 (reported)", "AQA, CCEA, City & Guilds, OCR, Pearson, WJEC: Services 1, 2, 3"),
        ("30 October 2026", "AQA: Copy of script to support a review of marking, Copy of script to support teaching and learning"),
    ]
    day = paper(found, "results-day-checklist-2026-06")
    assert [(each.when, each.text) for each in tasks(day, "Results days")] == [
        ("13 August 2026", "AQA, CCEA, City & Guilds, OCR, Pearson, WJEC: GCE AS level, GCE A level"),
        ("20 August 2026", "AQA, CCEA, City & Guilds, OCR, Pearson, WJEC: GCSE"),
    ]
    assert [each.when for each in tasks(day, "What closes first")] == ["20 August 2026 (reported)"]


@pytest.mark.proves("TX-04")
@pytest.mark.parametrize(
    ("id", "phases", "among"),
    [
        (
            "post-results-checklist-2026-06",
            [
                ("Before the results", 6), ("Last days of the awarding bodies", 5), ("For every request", 5), ("When the outcome comes", 5),
                ("Moderated work", 2), ("At the end", 3),
            ],
            [
                "Put together the deadlines, fees and charges, and set the centre’s own earlier days.",
                "Collect the candidate’s written consent after the results, for this request.",
                "Record payment, or who bears the cost.",
                "Check component, service and candidate, then make the request and keep its confirmation.",
                "Tell the candidate the outcome on the same day, with the time that is left for an appeal.",
                "Log the work that comes back from moderation, and keep it securely.",
                "Check every request off against an outcome and an invoice.",
            ],
        ),
        (
            "results-day-checklist-2026-06",
            [("Results days", 2), ("Before the day", 6), ("On the day", 5), ("What closes first", 1), ("In the days after", 3)],
            [
                "Test that you can download results from each awarding body and read them into your system.",
                "Download the results and check them against the entries: nobody missing, nothing incomplete.",
                "Give results to the candidate only, or to a person with the candidate’s signed permission.",
                "Begin the post-results services checklist.",
            ],
        ),
    ],
)  # fmt: skip
def test_a_checklist_has_its_tasks_from_before_the_results_to_the_end(
    found: list[Shelf], id: str, phases: list[tuple[str, int]], among: list[str]
) -> None:
    listed = [each for each in paper(found, id).parts if isinstance(each, Tasks)]
    assert [(each.name, len(each.tasks)) for each in listed] == phases
    texts = [task.text for each in listed for task in each.tasks]
    assert [each for each in texts if each in among] == among


@pytest.mark.proves("TX-04")
def test_a_series_whose_results_day_is_not_known_here_says_so(found: list[Shelf]) -> None:
    (task,) = tasks(paper(found, "results-day-checklist-2022-06"), "Results days")
    assert task.text == "The day of the results is not known here. Look it up with each awarding body."


@pytest.mark.proves("TX-06")
def test_a_candidate_can_let_somebody_collect_results_or_certificates_and_certificates_have_one_day_or_several(found: list[Shelf]) -> None:
    form = paper(found, "candidate-permission-form")
    choices = {each.label: (each.options, each.several) for each in form.parts if isinstance(each, Choice)}
    assert choices["This permission is for"] == (("my results", "my certificates"), True)
    assert [each.who for each in form.parts if isinstance(each, Signature)] == ["Candidate", "Person who collects"]
    assert choices["I want"] == (
        (
            "the person named below to collect them for me",
            "to get them by post, at the address below",
            "to get them by e-mail, at the address below: results only",
        ),
        False,
    )
    asked = [field.label for each in form.parts if isinstance(each, Fields) for field in each.fields]
    assert {"Candidate name", "Name of the person who collects them", "Identity checked by, and how", "Given out on"} <= set(asked)
    for id in ("certificate-collection-one-day", "certificate-collection-several-days"):
        told = [each.text for each in paper(found, id).parts if isinstance(each, Paragraph)]
        assert "Proof of who you are. You sign for your certificates when you get them." in told
        assert any(each.startswith("Hand in a signed permission form before the day") for each in told)
        assert [each.title for each in table(paper(found, id), "When and where").columns] == ["Day", "From", "Until", "Where"]
    assert table(paper(found, "certificate-collection-one-day"), "When and where").blank == 1
    assert table(paper(found, "certificate-collection-several-days"), "When and where").blank == 4


@pytest.mark.proves("TX-07")
def test_the_moderation_log_says_until_when_work_is_kept_at_each_body_and_that_this_is_reported(found: list[Shelf]) -> None:
    log = paper(found, "moderation-returns-log-2025-11")
    assert table(log, "Until when to keep it").rows == (
        (
            "NCFE",
            "within 25 working days of the results (their day is not known here)",
            "Review of moderation (V Cert, CACHE)",
        ),
        ("NCFE", "24 April 2026", "Review of moderation (T Level)"),
        ("NCFE", "25 March 2026", "Expedited review of moderation"),
    )
    assert {each.title for each in table(log, "Log").columns if each.is_date} == {
        "Came back on", "Keep until", "Review asked for on", "Given back or destroyed on",
    }  # fmt: skip
    assert any(isinstance(each, Paragraph) and "reported of awarding bodies, not confirmed" in each.text for each in log.parts)
    assert not [each for shelf in found for each in shelf.papers if each.id == "moderation-returns-log-2021-11"]


def test_every_figure_has_its_source_named_once_with_the_bodies_whose_it_is(found: list[Shelf]) -> None:
    sources = paper(found, "deadlines-fees-charges-2026-06").sources
    assert len(set(sources)) == len(sources) > 3
    assert any(each.startswith("AQA, CCEA, City & Guilds, ") and "(reported, not confirmed)" in each for each in sources), sources


JCQS = "AQA, CCEA, City & Guilds, OCR, Pearson, WJEC"
ARTICLE, SCHOOLS = (
    f"{JCQS}: An article of July 2026 that quotes the JCQ’s booklet of 2026",
    f"{JCQS}: Pages of schools that restate the JCQ’s arrangements",
)
AQAS_PAGE = "AQA: Marked paper, access to scripts, November 2025 to June 2026"
EXAMS_OFFICE = "CCEA, City & Guilds, Pearson, WJEC: JCQ post-results services information"
OCRS_PAGE = "OCR: Reviews of marking, Cambridge Nationals and Cambridge Technicals"


@pytest.mark.parametrize(
    ("id", "cited"),
    [
        ("deadlines-fees-charges", [ARTICLE, SCHOOLS, AQAS_PAGE, EXAMS_OFFICE, OCRS_PAGE]),
        (
            "request-consent-payment",
            [SCHOOLS, f"{JCQS}: Reviews of marking and of moderation, Cambridge Technicals", ARTICLE, AQAS_PAGE, EXAMS_OFFICE, OCRS_PAGE],
        ),
        ("results-day-checklist", [f"{JCQS}: Onboarding hub for exams officers, results days of June 2026", ARTICLE, SCHOOLS]),
        ("post-results-checklist", [ARTICLE, SCHOOLS, AQAS_PAGE, EXAMS_OFFICE, OCRS_PAGE]),
        ("moderation-returns-log", [ARTICLE]),
    ],
)
def test_a_paper_cites_what_its_figures_and_its_consent_rest_on_and_nothing_else(found: list[Shelf], id: str, cited: list[str]) -> None:
    sources = paper(found, f"{id}-2026-06").sources
    assert [each for each in sources if not each.startswith(tuple(cited))] == []
    assert [each for each in cited if not any(source.startswith(each) for source in sources)] == []
