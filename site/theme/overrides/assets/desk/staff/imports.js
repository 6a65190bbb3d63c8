// /staff/register/: imports the results register, the exemptions and the grade boundaries of the awarding body.
import { catalogue } from "../catalogue.js";
import { openPage } from "../components/desk-page.js";
import { h, refill } from "../elements.js";
import { BOUNDARIES, EXEMPTIONS, ImportsPage, REGISTER } from "../imports/imports-page.js";

class StaffImportsPage extends ImportsPage {
  get kinds() {
    return {
      register: { path: "staff/register", ...REGISTER },
      exemptions: { path: "staff/exemptions", ...EXEMPTIONS },
      boundaries: { path: "staff/boundaries", ...BOUNDARIES },
    };
  }

  async load(me) {
    const { id } = me.organisation;
    const { series, routes } = await catalogue(id);
    this.showRoutes("routes", "route-ids", routes.length > 1 ? routes : []);
    this.showRoutes("whole-grades", "whole-ids", routes.filter((each) => !each.services.some((service) => service.about_components)));
    await this.offer(id, series);
  }

  // A sentence about some routes of the awarding body, by the ids that its register names; nothing where it has none such.
  showRoutes(sentence, place, routes) {
    this.part(sentence).hidden = routes.length === 0;
    refill(this.part(place), routes.map(({ id }, at) => [at > 0 && ", ", h("code", {}, id)]));
  }
}

openPage(StaffImportsPage);
