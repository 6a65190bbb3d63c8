// /staff/register/: imports the results register, the exemptions and the grade boundaries of the awarding body.
import { catalogue } from "../catalogue.js";
import { openPage } from "../components/desk-page.js";
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
    await this.offer(id, (await catalogue(id)).series);
  }
}

openPage(StaffImportsPage);
