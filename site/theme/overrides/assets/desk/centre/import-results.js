// /desk/import/: imports a centre's results and grade boundaries of an awarding body that has a portal of its own.
import { queryValue } from "../addresses.js";
import { get } from "../api.js";
import { openPage } from "../components/desk-page.js";
import { h, refill } from "../elements.js";
import { BOUNDARIES, ImportsPage, REGISTER } from "../imports/imports-page.js";

class ImportResultsPage extends ImportsPage {
  get kinds() {
    return { register: { path: "results", ...REGISTER, text: "of results" }, boundaries: { path: "boundaries", ...BOUNDARIES } };
  }

  get about() {
    return { body: this.body.value };
  }

  init() {
    super.init();
    this.body = this.element("body");
    this.body.addEventListener("change", () => this.showBody());
  }

  async load(me) {
    const bodies = me.organisation.bodies.filter((each) => each.portal);
    this.numbers = new Map(bodies.map((each) => [each.id, each.centre_number]));
    this.series = (await get("series")).series;
    const able = me.person.roles.some((each) => each.organisation === me.organisation.id && each.acts.includes("import_own"));
    this.columns.hidden = bodies.length === 0 || !able;
    this.part("no-portal").hidden = bodies.length > 0;
    this.part("not-yours").hidden = able || bodies.length === 0;
    if (bodies.length === 0 || !able) return;
    refill(this.body, bodies.map((each) => h("option", { value: each.id }, each.name)));
    if (this.numbers.has(queryValue("body"))) this.body.value = queryValue("body");
    await this.showBody();
  }

  async showBody() {
    const { value } = this.body;
    this.part("own-number").textContent = this.numbers.get(value);
    await this.offer(value, this.series.filter((each) => each.body === value));
  }
}

openPage(ImportResultsPage);
