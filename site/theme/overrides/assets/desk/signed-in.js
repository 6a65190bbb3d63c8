// /desk/signed-in/: where the sign-in page comes back to. Takes the tokens and goes on to where somebody was.
import { h, part, refill } from "./elements.js";
import { once } from "./forms.js";
import { ROOT, finishSignIn, signIn } from "./session.js";

try {
  location.replace(await finishSignIn());
} catch (fault) {
  // No code of a sign-in stays in the address, where it would be sent again by a reload.
  history.replaceState(null, "", location.pathname);
  part("loading").hidden = true;
  const again = h("button", { type: "button", class: "button" }, "Sign in");
  once(again, () => signIn(new URL(document.querySelector('meta[name="desk"]').content === "staff" ? "staff/" : "desk/", ROOT).href));
  const text = fault instanceof TypeError ? "The sign-in service did not answer. Check the connection and try again." : fault.message;
  refill(
    part("fault"),
    h("div", { class: "notice notice--error", role: "alert" }, h("p", { class: "notice__title" }, "You are not signed in"), h("p", {}, text)),
    h("p", { class: "button-row" }, again),
  );
  part("fault").hidden = false;
}
