// What the page says when something is done: a notice to be seen, words for those who listen, a message for the next page.
import { h, refill } from "./elements.js";

// Says something to people who listen rather than look.
export function announce(text) {
  let place = document.getElementById("announcements");
  if (!place) {
    place = h("p", { id: "announcements", class: "visually-hidden", role: "status" });
    document.querySelector("article").append(place);
  }
  place.textContent = text;
}

// A message for the next page, such as "The draft has been deleted."
export function leaveMessage(text) {
  sessionStorage.setItem("message", text);
}

export function showLeftMessage(place) {
  const text = sessionStorage.getItem("message");
  sessionStorage.removeItem("message");
  if (text) showSuccess(place, text);
}

// A notice that something was done. It is a status, so it is read out without taking the focus.
export function showSuccess(place, ...content) {
  refill(place, h("div", { class: "notice notice--success", role: "status" }, h("p", {}, ...content)));
}


// A notice that something could not be done.
export function showTrouble(place, ...content) {
  refill(place, h("div", { class: "notice notice--error", role: "alert" }, h("p", {}, ...content)));
}
