/** Gives each block of code a button that copies it by the theme's own means; the theme's button stands in a landmark without a name. */
(() => {
  "use strict";

  const settings = JSON.parse(document.querySelector("#__config")?.textContent ?? "{}");

  [...document.querySelectorAll("pre > code")].forEach((code, number) => {
    const button = document.createElement("button");
    code.id ||= `code-${number + 1}`;
    button.type = "button";
    button.className = "jb-code-copy";
    button.setAttribute("aria-label", settings.translations["clipboard.copy"]);
    button.dataset.clipboardTarget = `#${code.id}`;
    code.before(button);
  });
})();
