from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from functions.actions.shared.effect_names import MAILS as DOCUMENT_MAILS
from functions.documents import emails
from functions.documents.emails import TEMPLATES, compose
from functions.documents.mail_contexts import MAILS, AnnouncementMail, CreditNoteMail, InvoiceMail, MailContext, ReceiptMail
from functions.domain.catalogue.documents import Document
from tests.documents.builders import LETTERHEAD, mail, outcome

KINDS = (
    "receipt", "acknowledgement", "outcome", "copy_of_script", "report", "breakdown", "digital_evidence", "task_marks", "statement", "extended", "to_approve", "rejected", "message", "changed", "change_proposed", "acceptance", "declined", "invoice", "credit_note",
)  # fmt: skip
EACH = pytest.mark.parametrize("kind", KINDS)
MONEY = {"invoice", "credit_note"}  # about a series, not about one enquiry
UNNUMBERED = {"receipt", "to_approve", "rejected"} | MONEY  # about what has no number, or has none yet
NAMES = st.text(alphabet=st.characters(categories=("L", "M", "Zs", "Pd")), min_size=3, max_size=60).filter(
    lambda name: len(name.strip()) > 2
)


class Page(HTMLParser):
    """What an e-mail's HTML holds: its tags with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def links(self) -> list[str | None]:
        return [attributes.get("href") for tag, attributes in self.tags if tag == "a"]


@EACH
@pytest.mark.proves("CI-14")
def test_an_email_says_which_document_is_ready_and_links_to_it_on_the_desk(kind: str) -> None:
    context = mail(kind)
    email = compose(context)
    number = (
        context.reference
        if isinstance(context, ReceiptMail | InvoiceMail | CreditNoteMail) or kind in UNNUMBERED
        else context.enquiry_number
    )
    about = () if kind in MONEY else ("2S Review of marking", "0580 Mathematics")
    page = Page(email.html)
    assert number in email.subject
    for words in (email.text, " ".join(page.words)):
        for fact in (number, "RD-7K4M-2Q9X", *about, "June 2022", "ZZ101 Northfield School"):
            assert fact in words
    assert context.link in email.text.splitlines()
    assert page.links() == [context.link, f"mailto:{context.contact}"]


@pytest.mark.proves("CI-15")
def test_the_email_about_the_acknowledgement_says_what_page_and_letter_say_of_changes() -> None:
    said = "You can cancel this enquiry without charge until it is answered."
    email = compose(mail("acknowledgement", changes=said))
    assert said in email.text
    assert said in email.html


def test_the_email_about_an_associate_centres_receipt_does_not_say_that_the_awarding_body_has_it() -> None:
    ours, through = compose(mail("receipt")), compose(mail("receipt", associate="Meridian Associates"))
    assert "We have your submission." in ours.text
    for said in (" ".join(through.text.split()), " ".join(through.html.split())):
        assert "Your submission is with your Associate, Meridian Associates, who has still to approve it and send it on" in said
        assert "We have your submission" not in said


@pytest.mark.proves("PE-05")
def test_the_email_about_a_message_to_all_centres_says_where_to_read_it_and_nothing_of_what_it_says() -> None:
    facts = {name: getattr(mail("message"), name) for name in ("body", "contact", "centre", "link")}
    context = AnnouncementMail.model_validate(facts)
    email = compose(context)
    page = Page(email.html)
    for words in (email.text, " ".join(page.words)):
        assert "ZZ101 Northfield School" in words
        assert "has a message for its centres" in words
        assert "Syllabus" not in words
    assert context.link in email.text.splitlines()
    assert page.links() == [context.link, f"mailto:{context.contact}"]
    assert not {"title", "text"} & set(AnnouncementMail.model_fields)


def test_both_addresses_of_a_corrected_one_are_told_what_to_do_and_neither_e_mail_has_room_for_the_other() -> None:
    former, present = (compose(mail("address_changed", is_former=is_former)) for is_former in (True, False))
    for email in (former, present):
        assert email.subject == "Your centre’s e-mail address at the desk was changed"
        for words in (email.text, " ".join(Page(email.html).words)):
            assert "ZZ101 Northfield School" in " ".join(words.split())
            assert "Syllabus" not in words
    for words in (former.text, " ".join(Page(former.html).words)):
        assert "We no longer write to this address when a letter is ready." in " ".join(words.split())
        assert "correct the address under My centre details, and report it to the address for questions below." in " ".join(words.split())
    for words in (present.text, " ".join(Page(present.html).words)):
        assert "From now on we write to this address when a letter is ready." in " ".join(words.split())
    own = set(MAILS["address_changed"].model_fields) - set(MAILS["announcement"].model_fields)
    assert own == {"is_former"}


def test_whom_to_ask_is_a_link_where_it_is_an_address_and_a_name_where_none_is_known() -> None:
    email = compose(mail("address_changed", contact="info@body.example, Customer Support"))
    page = Page(email.html)
    assert page.links()[1:] == ["mailto:info@body.example"]
    assert "Questions: info@body.example , Customer Support" in " ".join(" ".join(page.words).split())
    assert "Questions: info@body.example, Customer Support" in email.text


@EACH
def test_no_context_of_an_email_has_room_for_a_candidate_a_mark_a_grade_or_a_note(kind: str) -> None:
    allowed = {
        "body",
        "contact",
        "letterhead",
        "centre",
        "reference",
        "service",
        "series",
        "syllabus",
        "link",
        "demonstration",
        "kind",
        "words",
    }
    assert set(MAILS[kind].model_fields) - allowed <= {
        "enquiry_number", "submitted_at", "changes", "associate", "prepared", "invoice_number", "document",
    }  # fmt: skip


OF_DOCUMENTS = ("acknowledgement", "outcome", "copy_of_script", "report", "breakdown", "digital_evidence", "task_marks", "statement")


@pytest.mark.proves("NC-04")
@pytest.mark.parametrize("kind", OF_DOCUMENTS)
def test_an_email_about_a_document_calls_it_what_the_awarding_body_calls_it(kind: str) -> None:
    email = compose(mail(kind, document="Script bundle"))
    assert email.subject.startswith("Script bundle ready: enquiry ")
    for words in (email.text, " ".join(Page(email.html).words)):
        assert "This is on the desk for you: Script bundle." in " ".join(words.split())
    assert "Script bundle" not in compose(mail(kind)).text


def test_every_email_about_a_document_is_the_one_that_its_kind_of_document_has() -> None:
    assert {each: getattr(MAILS[name], "about", None) for each, name in DOCUMENT_MAILS.items()} == {each: each for each in Document}


@EACH
def test_an_email_opens_with_the_mark_and_name_of_the_awarding_body_and_ends_with_its_signature_and_address(kind: str) -> None:
    email = compose(mail(kind, letterhead=LETTERHEAD))
    page = [words.strip() for words in Page(email.html).words if words.strip()]
    first = page.index("CI")
    assert page[first + 1] == "Cambridge International"
    foot = [
        "Enquiries about results",
        "Cambridge International",
        "Practice House",
        "1 Example Street",
        "Address invented for the demonstration",
    ]
    assert page[-6:] == [*foot, "Sent through Results Desk."]
    assert email.text.startswith("Cambridge International\n\n")
    assert email.text.rstrip().splitlines()[-7:] == [*foot, "", "Sent through Results Desk."]
    assert ("span", {"class": "mark", "aria-hidden": "true"}) in Page(email.html).tags


def test_an_email_leaves_out_what_is_not_known_of_a_letterhead() -> None:
    email = compose(mail("outcome"))
    assert email.text.endswith("\nQuestions: info@example.org\n\nCambridge International\n\nSent through Results Desk.\n")
    assert 'class="mark"' not in email.html


@EACH
def test_an_override_in_the_name_of_a_centre_is_taken_out_and_a_hebrew_name_is_isolated(kind: str) -> None:
    for words in (
        compose(mail(kind, centre={"number": "ZZ101", "name": "\u202eloohcS"})),
        compose(mail(kind, centre={"number": "ZZ101", "name": "תיכון 7"})),
    ):
        assert "\u202e" not in words.text + words.html
    assert "ZZ101 \u2068תיכון 7\u2069" in words.text
    assert "ZZ101 \u2068תיכון 7\u2069" in words.html


@given(
    kind=st.sampled_from(KINDS), name=NAMES, field=st.sampled_from(["candidates", "candidate", "note", "grade_after", "lines", "finding"])
)
def test_an_email_refuses_a_name_or_a_result_wherever_somebody_puts_it(kind: str, name: str, field: str) -> None:
    with pytest.raises(ValidationError):
        mail(kind, **{field: name})


@given(kind=st.sampled_from(KINDS), name=NAMES)
def test_what_is_sent_about_a_candidate_is_the_same_whatever_the_candidate_is_called(kind: str, name: str) -> None:
    letter = outcome(candidates=[{"number": "0001", "name": name}])
    shared = {field: getattr(letter, field) for field in type(letter).model_fields if field in MAILS[kind].model_fields and field != "kind"}
    context = MAILS[kind].model_validate({**mail(kind).model_dump(), **{key: _plain(value) for key, value in shared.items()}})
    assert compose(context) == compose(mail(kind))


def _plain(value: object) -> object:
    return value.model_dump() if hasattr(value, "model_dump") else value


@given(kind=st.sampled_from(KINDS), number=st.text(min_size=1, max_size=40), series=st.text(min_size=1, max_size=300))
def test_a_subject_is_one_line_of_at_most_78_characters_whatever_is_in_the_context(kind: str, number: str, series: str) -> None:
    field = "reference" if kind in UNNUMBERED else "enquiry_number"
    try:
        context = mail(kind, **{field: number, "series": series})
    except ValidationError:
        return
    subject = compose(context).subject
    assert len(subject) <= 78
    assert len(subject.splitlines()) == 1


@EACH
def test_html_is_simple_readable_in_dark_mode_and_fetches_nothing(kind: str) -> None:
    email = compose(mail(kind, demonstration="Demonstration: nothing here is real."))
    page = Page(email.html)
    tags = [tag for tag, _ in page.tags]
    assert ("html", {"lang": "en"}) in page.tags
    assert tags.count("h1") == 1
    assert not {"img", "script", "link", "iframe", "object", "form", "video", "svg"} & set(tags)
    assert not any("src" in attributes or "background" in attributes for _, attributes in page.tags)
    assert "url(" not in email.html
    assert "@import" not in email.html
    assert ("meta", {"name": "color-scheme", "content": "light dark"}) in page.tags
    assert not re.search(r"(?<!-)\bcolor\s*:|background", email.html), "a colour of ours could vanish on the reader's ground"
    assert all(attributes.get("scope") == "row" for tag, attributes in page.tags if tag == "th")
    assert "Demonstration: nothing here is real." in email.html
    assert email.text.startswith("Demonstration: nothing here is real.")


@EACH
def test_names_of_centres_are_escaped_in_html_and_left_alone_in_text(kind: str) -> None:
    email = compose(mail(kind, centre={"number": "ZZ101", "name": "Brown & Sons <b>School</b>"}))
    assert "Brown & Sons <b>School</b>" in email.text
    assert "Brown &amp; Sons &lt;b&gt;School&lt;/b&gt;" in email.html


@EACH
def test_plain_text_has_neither_gaps_nor_lines_too_long_to_read(kind: str) -> None:
    for context in (mail(kind), mail(kind, demonstration="Demonstration.")):
        email = compose(context)
        assert "\n\n\n" not in email.text
        assert all(len(line) <= 78 for line in email.text.splitlines())
        assert "{" not in email.text + email.subject
        assert "{{" not in email.html


@EACH
@pytest.mark.parametrize("file", ["subject.txt", "body.txt", "body.html"])
def test_a_value_that_a_template_names_and_the_context_lacks_is_an_error(kind: str, file: str) -> None:
    with pytest.raises(jinja2.UndefinedError):
        emails._rendered(mail(kind), file, {})


OF_PEOPLE = ("membership", "summary", "sign_in_invitation", "sign_in_code")
CHANGES = ("added", "roles", "left", "factor", "drafts", "coordinator")


STOP = "https://desk.example/unsubscribe/#token"
LINE = {"count": 2, "text": "enquiries are later than promised", "link": "https://desk.example/desk/enquiries/?status=late"}


def of_people(kind: str, **changed: object) -> MailContext:
    facts = {name: getattr(mail("message"), name) for name in ("body", "contact", "centre", "link")}
    own = {
        "membership": {"change": "added"},
        "summary": {"lines": [LINE], "often": "daily", "stop": STOP, "stop_by_post": STOP},
        "sign_in_code": {"code": "{####}"},
        "sign_in_invitation": {"password": "{####}", "address": "{username}"},
    }
    return MAILS[kind].model_validate(facts | own[kind] | changed)


@pytest.mark.proves("BY-21")
@pytest.mark.parametrize(
    ("kind", "changes"), [*(("membership", {"change": each}) for each in CHANGES), ("sign_in_invitation", {}), ("sign_in_code", {})]
)
def test_an_email_about_somebodys_access_names_the_organisation_and_nobody_and_is_plain_and_short(
    kind: str, changes: dict[str, str]
) -> None:
    long = {"number": "-", "name": "The Cathedral School of Saint Mary and All Saints, North Campus"}
    for context in (of_people(kind, **changes), of_people(kind, **changes, centre=long)):
        email = compose(context)
        assert len(email.subject) <= 78
        assert len(email.subject.splitlines()) == 1
        assert "\n\n\n" not in email.text
        assert "Syllabus" not in email.text + email.html
        page = Page(email.html)
        assert page.links() == [context.link, f"mailto:{context.contact}"]
        assert context.link in email.text.splitlines()
    assert "Northfield School" in compose(of_people(kind, **changes)).text or kind == "sign_in_code"
    assert set(MAILS["membership"].model_fields) - set(AnnouncementMail.model_fields) == {"change", "roles"}


def test_every_kind_of_email_has_its_three_templates() -> None:
    assert set(MAILS) == {*KINDS, "announcement", "address_changed", *OF_PEOPLE}
    for kind in MAILS:
        assert {path.name for path in (TEMPLATES / kind).iterdir()} == {"subject.txt", "body.txt", "body.html"}


@pytest.mark.parametrize("link", ["javascript:alert(1)", "//desk.example", "https://desk.example/ x", 'https://desk.example/"'])
def test_a_link_is_an_address_of_the_web_and_nothing_else(link: str) -> None:
    with pytest.raises(ValidationError):
        mail("outcome", link=link)


def test_functions_that_answer_people_load_neither_typst_nor_the_templates_of_emails() -> None:
    program = "import sys, functions.documents.emails, functions.documents.contexts; print({'typst', 'jinja2'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


@EACH
def test_the_particulars_of_an_email_survive_as_json(kind: str) -> None:
    context = mail(kind)
    assert MAILS[kind].model_validate_json(context.model_dump_json()) == context
