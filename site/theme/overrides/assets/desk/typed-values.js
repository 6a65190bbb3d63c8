// What somebody typed: kept in this tab until it is sent, and asked about before it is lost.

// What somebody typed, kept in this tab under `name` until it is sent: it survives a reload, signing in again, and a fault.
export function typedValues(name) {
  const key = `typed.${name}`;
  return {
    read() {
      try {
        return JSON.parse(sessionStorage.getItem(key) ?? "null");
      } catch {
        return null;
      }
    },
    keep(value) {
      sessionStorage.setItem(key, JSON.stringify(value));
    },
    forget() {
      sessionStorage.removeItem(key);
    },
  };
}

// What stands in the fields of a form, by their ids; and the same put back.
export function fieldValues(form) {
  return Object.fromEntries(fieldsOf(form).map((each) => [each.id, each.type === "checkbox" ? each.checked : each.value]));
}

export function setFieldValues(form, values) {
  for (const each of fieldsOf(form).filter(({ id }) => id in values)) {
    if (each.type === "checkbox") each.checked = values[each.id];
    else each.value = values[each.id];
  }
}

function fieldsOf(form) {
  return [...form.querySelectorAll("input[id], select[id], textarea[id]")];
}

// Asks before the tab is closed, or somebody signs out, while `unsaved()` says so. Leaving to sign in again does not ask: what was
// typed comes back.
export function guardLeaving(unsaved) {
  let leaving = false;
  document.addEventListener("desk:signing-out", (event) => {
    if (!unsaved()) return;
    if (window.confirm("What you typed is not saved. Sign out without saving it?")) leaving = true;
    else event.preventDefault();
  });
  document.addEventListener("desk:leaving", () => (leaving = true));
  addEventListener("pageshow", () => (leaving = false));
  addEventListener("beforeunload", (event) => {
    if (!leaving && unsaved()) event.preventDefault();
  });
}
