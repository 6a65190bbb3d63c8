// A form that records something: what is typed is kept in this tab until it is stored, a problem stands in the summary and at its field,
// and a lost answer is looked for before anything is said. A form states its fields and what it sends.
import { Refusal } from "../api.js";
import { onPress } from "../buttons.js";
import { clearProblems, showProblems } from "../error-summary.js";
import { fieldValues, setFieldValues, typedValues } from "../typed-values.js";
import { Component } from "./component.js";

export class Form extends Component {
  constructor(root) {
    super(root);
    this.form = this.find("form");
    this.submitButton = this.find("button[data-submit]");
    this.prefix = ""; // of the ids of its fields, where another form of the page has fields of the same names
    this.refusedTitle = null; // of the summary; by default it counts the problems
  }

  // The name under which its values are kept in this tab.
  get storageKey() {
    return this.constructor.module;
  }

  // What stands in the fields now.
  get values() {
    throw new Error(`${this.constructor.name} has no values`);
  }

  // What can be seen to be wrong before anything is sent: {message, field} of each.
  problemsIn() {
    return [];
  }

  // Sends the values and answers with what the desk says.
  async send() {
    throw new Error(`${this.constructor.name} sends nothing`);
  }

  // Where the answer got lost: the answer that it would have been, if the values turn out to be stored; else null.
  async findStored() {
    return null;
  }

  // The values are stored; `answer` is the desk's.
  async stored() {}

  // Somebody typed or chose something.
  changed() {}

  init() {
    this.typed = typedValues(this.storageKey);
    this.form.addEventListener("input", () => {
      this.keep();
      this.changed();
    });
    this.form.addEventListener("submit", (event) => event.preventDefault());
    onPress(this.submitButton, () => this.submit());
  }

  keep() {
    this.typed.keep(this.values);
  }

  get unsaved() {
    return this.typed.read() !== null;
  }

  async submit() {
    clearProblems();
    const { values } = this;
    const problems = this.problemsIn(values);
    if (problems.length) return this.showProblems(problems);
    const answer = await this.attempt(values);
    if (answer === null) return;
    this.typed.forget();
    await this.stored(answer, values);
  }

  // null where the desk refused, which the page then says.
  async attempt(values) {
    try {
      return await this.send(values);
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      const answer = fault.lost ? await this.findStored(values).catch(() => null) : null;
      if (answer === null) await this.refused(fault, values);
      return answer;
    }
  }

  async refused(fault) {
    this.showProblems(fault.problems);
  }

  showProblems(problems) {
    showProblems(problems, { prefix: this.prefix, title: this.refusedTitle });
  }
}

// A form whose page has all its fields: what stands in them is kept by their ids.
export class FieldsForm extends Form {
  keep() {
    this.typed.keep(fieldValues(this.form));
  }

  // Puts back what was typed before a reload, and says whether there was anything.
  restore() {
    const values = this.typed.read();
    if (values) setFieldValues(this.form, values);
    return values !== null;
  }
}
