"""What happens to an enquiry: the diagram of its statuses, drawn from the one table of transitions, and what each step promises."""

from __future__ import annotations

from html import escape

from guidance.desk import Desk, mailto, source_line

from functions.domain.enquiry import CLOSED, STATUS_TEXT, TRANSITIONS, Status, Transition


def tag(status: Status) -> str:
    return f'<span class="tag" data-status="{status.value}">{escape(STATUS_TEXT[status])}</span>'


def steps_from(status: Status) -> list[Transition]:
    return [each for each in TRANSITIONS.values() if status in each.starts]


def main_path() -> list[Status]:
    """From submitted to completed: the steps that are no cancelling, one after another."""
    path = [Status.SUBMITTED]
    while path[-1] not in CLOSED:
        onward = [each.leads_to for each in steps_from(path[-1]) if each.leads_to is not Status.CANCELLED]
        path.append(onward[0])
    return path


def status_diagram() -> str:
    """The statuses and every step between them, as nested lists: it reads aloud as it looks."""
    path = main_path()
    before = [each for each in Status if each not in path and steps_from(each)]
    ends = [each for each in Status if each in CLOSED and each not in path]
    return (
        '<div class="life"><section aria-labelledby="life-before"><h3 id="life-before">Before it is submitted</h3>'
        f'<ol class="life__states plain">{"".join(map(_state, before))}</ol></section>'
        '<section aria-labelledby="life-main"><h3 id="life-main">The usual way</h3>'
        f'<ol class="life__states life__states--path plain">{"".join(map(_state, path))}</ol></section>'
        '<section aria-labelledby="life-ends"><h3 id="life-ends">Where it ends early</h3>'
        f'<ol class="life__states plain">{"".join(map(_ending, ends))}</ol></section></div>'
    )


def _state(status: Status) -> str:
    steps = "".join(
        f'<li><span class="life__arrow" aria-hidden="true">→</span> <span>{escape(each.deed)}, by the {escape(each.by.removeprefix("the "))}, leads to '
        f"{tag(each.leads_to)} {escape(each.means)}</span></li>"
        for each in steps_from(status)
    )
    nothing = '<p class="hint">The end: nothing follows here but an appeal.</p>' if status in CLOSED else ""
    return f'<li class="life__state"><p class="life__name">{tag(status)}</p>{f"""<ul class="plain">{steps}</ul>""" if steps else nothing}</li>'


def _ending(status: Status) -> str:
    ways = [each for each in TRANSITIONS.values() if each.leads_to is status]
    said = " ".join(
        f"From {', '.join(STATUS_TEXT[start].lower() for start in Status if start in each.starts)}, by the "
        f"{each.by.removeprefix('the ')}. {each.means}"
        for each in ways
    )
    return f'<li class="life__state"><p class="life__name">{tag(status)}</p><p>{escape(said)}</p></li>'


def promises(desk: Desk) -> str:
    """What is promised in hours and days after submitting, and whom to write to when it does not come (CI-23, CI-41)."""
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
        f"<p>Late? Questions? Write to {escape(body.contact.name)}, {mailto(body.contact.email)}, and give the enquiry number; "
        f"an Associate Centre writes to its Associate.</p>{source_line(body, body.contact.basis)}"
    )
