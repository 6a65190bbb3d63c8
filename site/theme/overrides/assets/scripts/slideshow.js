// The overview in pictures: the list becomes a show, one picture at a time, with buttons. It never begins by itself; without this script
// the list stands there whole.
import { Component, start } from "../desk/components/component.js";

const TIME_TO_LOOK = 2500; // milliseconds for the eye to find its way, and so many more for each word
const TIME_PER_WORD = 280;

class Slideshow extends Component {
  static module = "slideshow";

  constructor(root) {
    super(root);
    this.list = this.find(".show__slides");
    this.slides = [...root.querySelectorAll(".slide")];
    this.position = 0;
    this.timer = null;
  }

  init() {
    this.playButton = button("Play", () => (this.timer ? this.pause() : this.play()));
    this.previousButton = button("Previous", () => this.goTo(this.position - 1));
    this.nextButton = button("Next", () => this.goTo(this.position + 1));
    this.status = Object.assign(document.createElement("p"), { className: "show__where" });
    this.status.setAttribute("role", "status");
    const bar = Object.assign(document.createElement("div"), { className: "show__bar" });
    bar.append(this.playButton, this.previousButton, this.nextButton, this.status);
    this.root.classList.add("show--on");
    this.list.before(bar);
    this.root.addEventListener("keydown", (event) => this.press(event));
    // Nobody is looking: it waits.
    document.addEventListener("visibilitychange", () => document.hidden && this.timer && this.pause());
    addEventListener("beforeprint", () => {
      for (const image of this.root.querySelectorAll("img")) image.setAttribute("loading", "eager");
    });
    this.draw();
  }

  get isLast() {
    return this.position === this.slides.length - 1;
  }

  get caption() {
    return this.slides[this.position].querySelector("figcaption").textContent;
  }

  draw() {
    this.slides.forEach((slide, index) => {
      slide.hidden = index !== this.position;
    });
    // The next one is fetched while this one is looked at.
    this.slides[this.position + 1]?.querySelector("img").setAttribute("loading", "eager");
    const caption = Object.assign(document.createElement("span"), { className: "visually-hidden", textContent: `: ${this.caption}` });
    this.status.replaceChildren(`Picture ${this.position + 1} of ${this.slides.length}`, caption);
    // Told apart for those who hear it; a button that has the focus keeps it.
    this.previousButton.setAttribute("aria-disabled", String(this.position === 0));
    this.nextButton.setAttribute("aria-disabled", String(this.isLast));
    this.playButton.textContent = this.timer ? "Pause" : this.isLast ? "Play again" : "Play";
    // What changes by itself is not read out over what somebody is reading; what is asked for is.
    this.status.setAttribute("aria-live", this.timer ? "off" : "polite");
  }

  press(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const position = { ArrowLeft: this.position - 1, ArrowRight: this.position + 1, Home: 0, End: this.slides.length - 1 }[event.key];
    if (position === undefined) return;
    event.preventDefault();
    this.goTo(position);
  }

  goTo(position) {
    if (position < 0 || position >= this.slides.length) return;
    this.stop();
    this.position = position;
    this.draw();
  }

  play() {
    if (this.isLast) this.position = 0;
    this.wait();
    this.draw();
  }

  pause() {
    this.stop();
    this.draw();
  }

  wait() {
    const words = this.caption.split(/\s+/).length;
    this.timer = setTimeout(() => {
      this.position += 1;
      if (this.isLast) this.stop();
      else this.wait();
      this.draw();
    }, TIME_TO_LOOK + words * TIME_PER_WORD);
  }

  stop() {
    clearTimeout(this.timer);
    this.timer = null;
  }
}

function button(text, action) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "button button--secondary", textContent: text });
  made.addEventListener("click", action);
  return made;
}

start(Slideshow);
