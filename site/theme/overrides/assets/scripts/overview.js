// The overview in pictures: the list becomes a show, one picture at a time, with buttons. It never begins by itself; without this script
// the list stands there whole.

const AWHILE = 2500; // milliseconds for the eye to find its way, and so many more for each word
const A_WORD = 280;

function button(text, pressed) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button button--secondary";
  made.textContent = text;
  made.addEventListener("click", pressed);
  return made;
}

function hidden(text) {
  const made = document.createElement("span");
  made.className = "visually-hidden";
  made.textContent = `: ${text}`;
  return made;
}

export function setUpShow(show) {
  const slides = [...show.querySelectorAll(".slide")];
  let at = 0;
  let timer = null;

  const play = button("Play", () => (timer ? pause() : begin()));
  const back = button("Previous", () => turn(at - 1));
  const on = button("Next", () => turn(at + 1));
  const where = document.createElement("p");
  where.className = "show__where";
  where.setAttribute("role", "status");
  const bar = document.createElement("div");
  bar.className = "show__bar";
  bar.append(play, back, on, where);
  const list = show.querySelector(".show__slides");
  show.classList.add("show--on");
  list.before(bar);

  function draw() {
    slides.forEach((slide, index) => {
      slide.hidden = index !== at;
    });
    // The next one is fetched while this one is looked at.
    slides[at + 1]?.querySelector("img").setAttribute("loading", "eager");
    where.textContent = `Picture ${at + 1} of ${slides.length}`;
    where.append(hidden(slides[at].querySelector("figcaption").textContent));
    // Told apart for those who hear it; a button that has the focus keeps it.
    back.setAttribute("aria-disabled", String(at === 0));
    on.setAttribute("aria-disabled", String(at === slides.length - 1));
    play.textContent = timer ? "Pause" : at === slides.length - 1 ? "Play again" : "Play";
    // What changes by itself is not read out over what somebody is reading; what is asked for is.
    where.setAttribute("aria-live", timer ? "off" : "polite");
  }

  function turn(to) {
    if (to < 0 || to >= slides.length) return;
    stop();
    at = to;
    draw();
  }

  function begin() {
    if (at === slides.length - 1) at = 0;
    wait();
    draw();
  }

  function wait() {
    const words = slides[at].querySelector("figcaption").textContent.split(/\s+/).length;
    timer = setTimeout(() => {
      at += 1;
      if (at < slides.length - 1) wait();
      else stop();
      draw();
    }, AWHILE + words * A_WORD);
  }

  function stop() {
    clearTimeout(timer);
    timer = null;
  }

  function pause() {
    stop();
    draw();
  }

  show.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: slides.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    turn(to);
  });
  // Nobody is looking: it waits.
  document.addEventListener("visibilitychange", () => document.hidden && timer && pause());
  addEventListener("beforeprint", () => {
    for (const image of show.querySelectorAll("img")) image.setAttribute("loading", "eager");
  });
  draw();
}

for (const show of document.querySelectorAll("[data-show]")) setUpShow(show);
