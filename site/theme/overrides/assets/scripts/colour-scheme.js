// Colours before the first paint: a choice kept from earlier overrides the system's. Not a module, for modules run too late.
(function () {
  var dark = document.getElementById("dark");
  var choice = null;
  try {
    choice = localStorage.getItem("scheme");
  } catch (refused) {
    // Storage is off: the system's setting holds.
  }
  if (choice === "dark") dark.media = "screen";
  if (choice === "light") dark.media = "not all";
  document.documentElement.classList.replace("no-js", "js");
})();
