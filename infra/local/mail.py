"""The mails that the desk sent, to read in the browser. SES is emulated, so none leaves this machine."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import httpx
from jinja2 import Environment
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from infra.local.emulator import Emulator

PAGES = Environment(autoescape=True)
LAYOUT = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ title }}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/mail/mail.css"></head>
<body><main>{% block content %}{% endblock %}</main></body></html>"""
LIST = PAGES.from_string(
    LAYOUT.replace(
        "{% block content %}{% endblock %}",
        """<h1>Mail sent by the desk</h1>
<p>No mail leaves this machine. The newest is first. <a href="/">To the site</a></p>
{% if mails %}<table><thead><tr><th scope="col">Sent (UTC)</th><th scope="col">To</th><th scope="col">Subject</th></tr></thead><tbody>
{% for mail in mails %}<tr><td>{{ mail.at }}</td><td>{{ mail.to }}</td><td><a href="/mail/{{ mail.id }}">{{ mail.subject }}</a></td></tr>{% endfor %}
</tbody></table>{% else %}<p>None yet.</p>{% endif %}""",
    )
)
ONE = PAGES.from_string(
    LAYOUT.replace(
        "{% block content %}{% endblock %}",
        """<p><a href="/mail/">All mail</a></p><h1>{{ mail.subject }}</h1>
<dl><dt>From</dt><dd>{{ mail.sender }}</dd><dt>To</dt><dd>{{ mail.to }}</dd><dt>Sent (UTC)</dt><dd>{{ mail.at }}</dd></dl>
<h2>As text</h2><pre>{{ mail.text }}</pre>
{% if mail.html %}<p><a href="/mail/{{ mail.id }}/html">As HTML</a></p>{% endif %}""",
    )
)
STYLE = """:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}main{max-width:60rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.4rem .8rem .4rem 0;border-bottom:1px solid #8886;vertical-align:top}
td:first-child{white-space:nowrap;font-variant-numeric:tabular-nums}pre{white-space:pre-wrap;padding:1rem;border:1px solid #8886;border-radius:.3rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}dd{margin:0}"""
# Mail brings its own styles, as mail does, and nothing else.
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src data:",
    "X-Content-Type-Options": "nosniff",
}


def sent(emulator: Emulator) -> list[dict[str, Any]]:
    """Return the mails as {id, at, sender, to, subject, text, html}, newest first."""
    accounts = httpx.get(f"{emulator.url}/_ministack/ses/messages", timeout=60).json()["messages"]
    mails = [
        {
            "id": mail["MessageId"],
            "at": _moment(mail["Timestamp"]),
            "sender": mail["Source"],
            "to": ", ".join(mail["To"]),
            "subject": mail["Subject"],
            "text": mail["BodyText"],
            "html": mail["BodyHtml"],
        }
        for account in accounts.values()
        for mail in account
    ]
    return sorted(mails, key=lambda mail: mail["at"])[::-1]


def pages(emulator: Emulator) -> Starlette:
    """Return the application: /mail/ lists the mails, /mail/ID shows one, /mail/messages.json serves them to tests."""

    def find(request: Request) -> dict[str, Any]:
        for mail in sent(emulator):
            if mail["id"] == request.path_params["id"]:
                return mail
        raise HTTPException(404)

    def listed(_: Request) -> Response:
        return HTMLResponse(LIST.render(title="Mail sent by the desk", mails=sent(emulator)))

    def messages(_: Request) -> Response:
        return JSONResponse({"messages": sent(emulator)})

    def style(_: Request) -> Response:
        return Response(STYLE, media_type="text/css")

    def one(request: Request) -> Response:
        mail = find(request)
        return HTMLResponse(ONE.render(title=mail["subject"], mail=mail))

    def html(request: Request) -> Response:
        return HTMLResponse(find(request)["html"] or "")

    return Starlette(
        routes=[
            Route("/", listed), Route("/messages.json", messages), Route("/mail.css", style),
            Route("/{id}", one), Route("/{id}/html", html),
        ]
    )  # fmt: skip


def _moment(stamp: str | float) -> str:
    """Return a timestamp of SES, in either of its forms, to the second."""
    if isinstance(stamp, int | float):
        return datetime.fromtimestamp(stamp, UTC).strftime("%Y-%m-%d %H:%M:%S")
    return str(stamp)[:19].replace("T", " ")
