"""The roadmap of an awarding body's services in time: its picture to scale, and the same facts as a list with how far to trust each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.site.building import Built
from tests.site.test_figures import article, words

ROADMAP = "bodies/ncfe/roadmap/"


def parts(built: Built) -> list[tuple[str, str, str]]:
    """The roadmaps of NCFE: heading, picture and list."""
    found = article(built.page(ROADMAP)).split("<h2")[1:]
    assert found
    return [
        (
            words("<h2" + each[: each.index("</h2>")]).rstrip("¶").strip(),
            each[each.index('<div class="roadmap"') : each.index("<h3")],
            each[each.index('<ol class="roadmap__list"') :],
        )
        for each in found
    ]


def lanes(picture: str) -> list[str]:
    return [words(each) for each in re.findall(r'<div class="roadmap__lane">(.*?)</div></div>', picture, re.DOTALL)]


def items(said: str) -> list[str]:
    return [re.sub(r"(?<=\w) (?=\.)", "", words(each)) for each in re.findall(r"<li>(.*?)</li>", said, re.DOTALL)]


@pytest.mark.proves("NC-10")
def test_ncfe_has_one_roadmap_for_t_levels_and_one_for_cache_and_v_cert_in_the_order_in_which_services_close(site: Built) -> None:
    (t_level, picture, _), (others, other_picture, _) = parts(site)
    assert (t_level, others) == ("T Level", "V Cert and CACHE")
    assert lanes(picture) == [
        "Expedited review of marking Ask: 7 calendar days reported, not confirmed Answer: 15 calendar days from receipt",
        "Expedited review of moderation Ask: 5 working days Accepted or declined: 5 working days reported, not confirmed "
        "Answer: 10 working days from acceptance",
        "Clerical check Ask: 35 calendar days reported, not confirmed Answer: 10 calendar days from receipt",
        "Review of marking Ask: 35 calendar days reported, not confirmed Answer: 20 calendar days from receipt",
        "Review of moderation Ask: 25 working days Accepted or declined: 5 working days reported, not confirmed "
        "Answer: 25 working days from acceptance",
        "Access to scripts, Access to digital evidence Ask: last day not known here Answer: time not known here",
        "Query about a missing result Ask: last day not known here Answer: time not published",
        "Review of marking after a clerical check Ask: 5 working days reported, not confirmed Answer: 20 calendar days from receipt",
        "Appeal, preliminary stage Ask: 30 calendar days Answer: time not published",
        "Appeal hearing Ask: time limit not published Answer: time not published",
    ]
    assert lanes(other_picture) == [
        "Clerical check Ask: 20 working days reported, not confirmed Answer: 10 calendar days from receipt",
        "Review of marking Ask: 20 working days reported, not confirmed Answer: 20 calendar days from receipt",
        "Review of moderation Ask: 25 working days Accepted or declined: 5 working days reported, not confirmed "
        "Answer: 25 working days from acceptance",
        "Access to scripts (V Cert) Ask: last day not known here Answer: time not known here",
        "Query about a missing result Ask: last day not known here Answer: time not published",
        "Review of marking after a clerical check Ask: 5 working days reported, not confirmed Answer: 20 calendar days from receipt",
        "Appeal, preliminary stage Ask: 30 working days Answer: time not published",
        "Appeal hearing Ask: time limit not published Answer: time not published",
    ]


@pytest.mark.proves("NC-10")
def test_the_same_stands_in_a_list_from_results_to_certificates_each_fact_with_its_source(site: Built) -> None:
    (_, picture, said), (_, other_picture, other_said) = parts(site)
    assert 'role="img" aria-label="Roadmap for T Level: the list below says the same."' in picture
    assert "Results of Autumn 2025, 18 March 2026" in words(picture)
    assert "Results of Autumn 2025, day not known here" in words(other_picture)
    found = items(said)
    assert len(found) == len(lanes(picture)) + 2
    assert found[0] == "Results of Autumn 2025: 18 March 2026. T Level latest updates (NCFE), checked 28 November 2026."
    assert found[2] == (
        "Expedited review of moderation Ask within 5 working days of the results on 18 March 2026, until the end of 25 March 2026 "
        "(Europe/London). Normally within 10 working days of acceptance. Post-results services guide (NCFE), checked 28 November 2026. "
        "It is accepted or declined within 5 working days of the request. reported, not confirmed Enquiries about results and assessment "
        "decisions, older copies of the page (NCFE), checked 28 November 2026."
    )
    assert found[-1].startswith("Certificates Results are provisional until the certificates confirm them. Post-results services guide")
    assert items(other_said)[0] == "The day of the results of Autumn 2025 is not known here."
    assert items(other_said)[3].startswith("Review of moderation Ask within 25 working days of the results (their day is not known here).")


def test_the_bars_are_to_scale_five_working_days_a_week_and_what_is_not_known_has_none(site: Built) -> None:
    picture = parts(site)[0][1]
    bars = dict(re.findall(r'<p class="roadmap__name">([^<]*)</p><div>(<svg.*?</svg>)?', picture, re.DOTALL))
    drawn = {name: re.findall(r'class="roadmap__(\w+)" x="([\d.]+)" y="1" width="([\d.]+)"', bar) for name, bar in bars.items()}
    assert drawn["Expedited review of moderation"] == [("ask", "0", "7"), ("accept", "7", "7"), ("answer", "14", "14")]
    assert drawn["Review of moderation"] == [("ask", "0", "37"), ("accept", "37", "7"), ("answer", "44", "35")]
    assert drawn["Appeal, preliminary stage"] == [("ask", "0", "30")]
    assert bars["Appeal hearing"] == ""


def test_every_body_with_anything_in_time_has_a_roadmap_which_its_overview_and_its_navigation_lead_to(many: Built) -> None:
    for body in ("cambridge-international", "ocr", "ncfe", "made-up-brackwater"):
        page = many.page(f"bodies/{body}/roadmap/")
        assert '<div class="roadmap" role="img"' in page
        assert '<a href="roadmap/">Roadmap</a>' in article(many.page(f"bodies/{body}/"))
        assert re.search(r'href="[^"]*"[^>]*>\s*Roadmap', page), body
    ocr = words(article(many.page("bodies/ocr/roadmap/")))
    assert "Opening of June 2025, 1 August 2025 our own rule 13 weeks later" in ocr
    assert (
        "Service 1 Ask: until 25 September 2025 reported, not confirmed Answer: 10 calendar days from receipt reported, not confirmed"
        in ocr
    )
    assert "GCSE and GCE AS level Opening" in ocr


def test_rules_and_declarations_of_a_body_are_in_its_words(site: Built) -> None:
    said = words(article(site.page("bodies/ncfe/questions/")))
    assert "A review of moderation is not available for individual learners. It is asked for by unit, for all learners of a cohort." in said
    assert "The learners concerned have permitted this appeal." in said
    assert re.findall(r"\b(?:[Cc]andidate|[Ss]yllabus|[Cc]omponent)s?\b", said) == []


def test_home_says_whose_rules_are_good_to_know(site: Built) -> None:
    home = words(article(site.page("")))
    assert re.search("Good to know before you begin ¶? ?For Cambridge International; the pages of the other awarding bodies", home)


def test_the_styles_of_the_roadmap_are_served(site: Built) -> None:
    assert ".roadmap__ask" in site.text("assets/desk.css")
    assert not re.search(r'style="', article(site.page(ROADMAP)))
    assert Path(site.folder / ROADMAP / "index.html").stat().st_size < 40_000
