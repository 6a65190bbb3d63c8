// How the scripts of this site are written.
//
// Whatever listens or remembers is a component: a class that extends Component, for the element of the page that carries its name as
// `data-module`. What only makes elements from data is a function that returns them. There is no third way.
//
// The life of a component:
//   constructor(root, options)  finds its elements. One that the page does not have is an error that names it: the page and its script
//                               have come apart.
//   init()                      listens to events, once.
//   show(data)                  draws, as often as there is something new.
// Nothing is taken down: a component lives as long as its page.
//
// A page names its script in its front matter, and the script ends with start(ItsPage). A page that needs somebody signed in extends
// DeskPage (desk-page.js). A component starts those inside it with this.component(Thread, options).
//
//   <section data-module="thread"><ol data-part="messages"></ol></section>
//
//   export class Thread extends Component {
//     static module = "thread";
//
//     show({ history }) {
//       refill(this.part("messages"), history.map(message));
//     }
//   }

export class MissingMarkup extends Error {}

export class Component {
  static module = "";

  constructor(root) {
    const { module } = this.constructor;
    if (root?.dataset.module !== module) throw new MissingMarkup(`${this.constructor.name} needs an element with data-module="${module}"`);
    this.root = root;
  }

  init() {}

  // The element inside, or the component's own, that the selector is about.
  find(selector) {
    const found = this.findOptional(selector);
    if (!found) throw new MissingMarkup(`data-module="${this.constructor.module}" needs an element ${selector}`);
    return found;
  }

  findOptional(selector) {
    return this.root.matches(selector) ? this.root : this.root.querySelector(selector);
  }

  part(name) {
    return this.find(`[data-part="${name}"]`);
  }

  optionalPart(name) {
    return this.findOptional(`[data-part="${name}"]`);
  }

  // By its id, which may hold a point, as those of fields do.
  element(id) {
    return this.find(`[id="${id}"]`);
  }

  // Starts the component of a class inside this one.
  component(Class, ...options) {
    return started(new Class(this.find(`[data-module="${Class.module}"]`), ...options));
  }
}

// Starts a component on every element of the page that carries its name. `optional` says that the page may have none.
export function start(Class, { optional = false } = {}) {
  const roots = [...document.querySelectorAll(`[data-module="${Class.module}"]`)];
  if (roots.length === 0 && !optional) throw new MissingMarkup(`The page has no element with data-module="${Class.module}"`);
  return roots.map((root) => started(new Class(root)));
}

function started(component) {
  component.init();
  return component;
}
