"""The life of an enquiry: the diagram of its statuses, drawn from the one table of transitions, and what each step promises."""

from __future__ import annotations

from html import escape

from functions.domain.enquiries.statuses import ACCEPTED_TEXT, CLOSED, NOT_CARRIED_OUT, STATUS_TEXT, TRANSITIONS, Status, Transition
from guidance.desk import Desk, source_line, whom_to_ask

BEGINS = "The centre has submitted the enquiry and has a receipt."


def tag(status: Status) -> str:
    return f'<span class="tag" data-status="{status.value}">{escape(STATUS_TEXT[status])}</span>'


def status_options(desk: Desk) -> str:
    """Return the statuses as options of a select that filters a list: those of the enquiries of every awarding body."""
    accepts = any(each.accepts for each in desk.catalogue.bodies.values())
    statuses = [each for each in Status if accepts or each is not Status.DECLINED]
    return "".join(f'<option value="{each.value}">{escape(_option(each, accepts))}</option>' for each in statuses)


def _option(status: Status, accepts: bool) -> str:
    return f"{STATUS_TEXT[status]} or {ACCEPTED_TEXT.lower()}" if accepts and status is Status.ACKNOWLEDGED else STATUS_TEXT[status]


def steps_from(status: Status) -> list[Transition]:
    return [each for each in TRANSITIONS.values() if status in each.starts]


def main_path() -> list[Status]:
    """Return the statuses from submitted to completed, by every step that does not end it early."""
    path = [Status.SUBMITTED]
    while path[-1] not in CLOSED:
        onward = [each.leads_to for each in steps_from(path[-1]) if each.leads_to not in NOT_CARRIED_OUT]
        path.append(onward[0])
    return path


def status_diagram(desk: Desk) -> str:
    """Return every status and every step between two of them, as lists, which read aloud well and fit a narrow screen.

    A body that declines nothing has no such end.
    """
    path = main_path()
    waiting = [each for each in Status if each not in path and each not in CLOSED]
    ends = [each for each in Status if each in NOT_CARRIED_OUT and (desk.body.accepts or each is not Status.DECLINED)]
    return (
        '<div class="life"><h3 id="life-main">The usual stages</h3>'
        f'<ol class="life__path plain">{_box(path[0], BEGINS)}{"".join(_reached(path, each) for each in path[1:])}</ol>'
        '<h3 id="life-before">Before that, if it has to wait</h3>'
        f'<ul class="life__others plain">{"".join(map(_waits, waiting))}</ul>'
        '<h3 id="life-ends">If it ends early</h3>'
        f'<ul class="life__others plain">{"".join(map(_ends, ends))}</ul></div>'
    )


def _box(status: Status, text: str) -> str:
    return f'<li class="life__box">{tag(status)}<p>{text}</p></li>'


def _who(step: Transition) -> str:
    return f"the {step.by.removeprefix('the ')}"


def _reached(path: list[Status], status: Status) -> str:
    step = next(each for each in steps_from(path[path.index(status) - 1]) if each.leads_to is status)
    return _box(status, f'{escape(step.means)} <span class="hint">Done by {escape(_who(step))}.</span>')


def _waits(status: Status) -> str:
    onward = [each for each in steps_from(status) if each.leads_to is not Status.CANCELLED]
    return _box(status, "<br>".join(f"Then {tag(each.leads_to)} {escape(each.means)}" for each in onward))


def _ends(status: Status) -> str:
    ways = [each for each in TRANSITIONS.values() if each.leads_to is status]
    sentences = []
    for each in ways:
        starts = [STATUS_TEXT[start].lower().replace("with associate", "with the Associate") for start in Status if start in each.starts]
        statuses = f"{', '.join(starts[:-1])} or {starts[-1]}" if len(starts) > 1 else starts[0]
        sentences.append(f"By {escape(_who(each))}, while it is {escape(statuses)}. {escape(each.means)}")
    return _box(status, " ".join(sentences))


def promises(desk: Desk) -> str:
    """Return the times promised after submitting, and whom to write to when one is not kept (CI-23, CI-41)."""
    times, body = desk.route.timings, desk.body
    lines = [
        f"<strong>Within {times.number_within}</strong> of submitting, the enquiry has its number and the status {tag(Status.RECEIVED)}.",
        f"<strong>Within {times.acknowledgement_within}</strong> of submitting, the acknowledgement letter is there and the status is "
        f"{tag(Status.ACKNOWLEDGED)}. Without it the enquiry may not have arrived: get in touch at once.",
        f"<strong>For {times.change_window}</strong> from the acknowledgement, the enquiry can be amended or cancelled without charge. "
        "Later changes cost an administration fee.",
    ]
    return (
        "<ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>"
        f"{source_line(body, times.basis)}"
        f"<p>Late? Questions? Give the enquiry number, and write to {whom_to_ask(body)} An Associate Centre writes to its Associate.</p>"
        f"{source_line(body, body.contact.basis)}"
    )
