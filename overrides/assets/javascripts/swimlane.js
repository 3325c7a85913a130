/** On a narrow screen a swimlane is the list of its steps, with the picture folded above it. Without script the picture is open. */
(() => {
  "use strict";

  const screen = matchMedia("(width < 37.5em)");

  function choose() {
    for (const fold of document.querySelectorAll(".jb-lanes > details")) fold.toggleAttribute("open", fold.matches(".jb-drawn") !== screen.matches);
  }

  screen.addEventListener("change", choose);
  if (screen.matches) choose();
})();
