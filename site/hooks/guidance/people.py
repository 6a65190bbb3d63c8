"""The part that the pages about people have in common at all three desks; assets/desk/people/people.js fills it."""

from __future__ import annotations

from guidance import forms


def people() -> str:
    """Return the list of an organisation's people, the form that invites one, and the questions that are asked before a change."""
    invite = forms.model("InvitePerson")
    fields = "".join(forms.field(invite, name) for name in ("name", "email", "roles"))
    return MARKUP.replace("FIELDS", fields).replace("ROLES", forms.field(invite, "roles", prefix="new-"))


def account() -> str:
    """Return one's own account at any desk, with the choice of a summary; assets/desk/people/account.js fills it."""
    return ACCOUNT.replace("EVERY", forms.field(forms.model("ChooseSummary"), "every", control="radios", label="How often it comes"))


ACCOUNT = """<div data-part="desk" data-module="account" data-needs-script aria-busy="true">
<p class="loading" data-part="loading" role="status">Getting your account…</p>
<div data-part="fault" hidden></div>
<div data-part="ready" hidden>
<div data-part="message" tabindex="-1"></div>
<div data-part="details"></div>
<section aria-labelledby="summary-title">
<h2 id="summary-title">Summary by e-mail</h2>
<p>It says how much closes soon, is late, has come back or waits for you, with links. It names nobody and says no result. When there is nothing to say, none comes.</p>
<form id="summary" data-own data-module="summary-form" novalidate>
EVERY
<p class="button-row"><button type="submit" class="button" data-submit>Save</button></p>
<p class="hint" data-part="next" role="status"></p>
</form>
</section>
</div>
</div>"""
MARKUP = """<div data-part="desk" data-module="people" data-needs-script aria-busy="true">
<p class="loading" data-part="loading" role="status">Getting the people…</p>
<div data-part="fault" hidden></div>
<div data-part="ready" hidden>
<div data-part="message" tabindex="-1"></div>
<p class="lead" data-part="lead"></p>
<div class="table-scroll" role="region" aria-label="People" tabindex="0">
<table class="table" data-part="people">
<thead><tr><th scope="col">Name</th><th scope="col">Roles</th><th scope="col">Sign-in</th><th scope="col"><span class="visually-hidden">Change</span></th></tr></thead>
<tbody></tbody>
</table>
</div>
<div data-part="managing" hidden>
<section aria-labelledby="invite-title">
<h2 id="invite-title">Invite a colleague</h2>
<p class="hint">They get an e-mail with a password for their first sign-in. It is good for seven days; you can send it again.</p>
<form id="invite" data-own data-module="invite-form" novalidate>
FIELDS
<p class="button-row"><button type="submit" class="button" data-submit>Invite</button></p>
</form>
</section>
<section aria-labelledby="former-title" data-part="former-section" hidden>
<h2 id="former-title">Have left</h2>
<div class="table-scroll" role="region" aria-label="People who have left" tabindex="0">
<table class="table" data-part="former">
<thead><tr><th scope="col">Name</th><th scope="col">Roles</th><th scope="col">Access ended</th><th scope="col">Drafts</th><th scope="col"><span class="visually-hidden">Hand over</span></th></tr></thead>
<tbody></tbody>
</table>
</div>
</section>
<details class="details" data-part="history-section" hidden>
<summary>History</summary>
<ul data-part="history"></ul>
</details>
</div>
<dialog class="dialog" id="person-dialog" aria-labelledby="person-title">
<form method="dialog">
<h2 id="person-title"></h2>
ROLES
<p class="button-row"><button class="button" value="roles">Save the roles</button> <button class="button button--secondary" value="no">Cancel</button></p>
<div data-part="also" class="button-row"></div>
</form>
</dialog>
<dialog class="dialog" id="hand-over-dialog" aria-labelledby="hand-over-title">
<form method="dialog">
<h2 id="hand-over-title"></h2>
<div class="field" data-field="to"><label class="label" for="to">Hand over to</label><select class="select" id="to"></select></div>
<p class="button-row"><button class="button" value="yes">Hand over</button> <button class="button button--secondary" value="no">Cancel</button></p>
</form>
</dialog>
<dialog class="dialog" id="sure-dialog" aria-labelledby="sure-title">
<form method="dialog">
<h2 id="sure-title"></h2>
<p data-part="sure-text"></p>
<p class="button-row"><button class="button" value="yes" data-part="sure-yes"></button> <button class="button button--secondary" value="no" autofocus>Cancel</button></p>
</form>
</dialog>
</div>
</div>"""
