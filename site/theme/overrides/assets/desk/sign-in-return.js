// /desk/signed-in/ and /staff/signed-in/: where the sign-in page comes back to. Takes the tokens and goes on to where somebody was.
import { onPress } from "./buttons.js";
import { Component, start } from "./components/component.js";
import { h, refill } from "./elements.js";
import { DESK, finishSignIn, ROOT, signIn } from "./session.js";

class SignInReturn extends Component {
  static module = "sign-in-return";

  async open() {
    try {
      location.replace(await finishSignIn());
    } catch (fault) {
      // No code of a sign-in stays in the address, where it would be sent again by a reload.
      history.replaceState(null, "", location.pathname);
      this.showFault(fault);
    }
  }

  showFault(fault) {
    const place = this.part("fault");
    const again = h("button", { type: "button", class: "button" }, "Sign in");
    const text = fault instanceof TypeError ? "The sign-in service did not answer. Check the connection and try again." : fault.message;
    onPress(again, () => signIn(new URL(DESK === "staff" ? "staff/" : "desk/", ROOT).href));
    this.part("loading").hidden = true;
    refill(
      place,
      h("div", { class: "notice notice--error", role: "alert" }, h("p", { class: "notice__title" }, "You are not signed in"), h("p", {}, text)),
      h("p", { class: "button-row" }, again),
    );
    place.hidden = false;
  }
}

const [page] = start(SignInReturn);
page.open();
