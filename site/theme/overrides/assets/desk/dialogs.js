// Questions that are asked before something is done.

// Opens a <dialog> and resolves to whether its confirming button (value "yes") closed it.
export function confirmed(dialog) {
  return new Promise((resolve) => {
    dialog.returnValue = "";
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
    dialog.showModal();
  });
}
