/* Copies a resource's subject or text in one click. Without script the buttons stay hidden and the text can be selected. */
(function () {
  "use strict";

  function legacyCopy(text) {
    const field = document.createElement("textarea");
    field.value = text;
    field.setAttribute("readonly", "");
    field.className = "jb-copy__field";
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done ? Promise.resolve() : Promise.reject(new Error("refused"));
  }

  function copy(text) {
    if (navigator.clipboard && window.isSecureContext) {
      return navigator.clipboard.writeText(text).catch(() => legacyCopy(text));
    }
    return legacyCopy(text);
  }

  function enhance(box) {
    const bar = box.querySelector("[data-jb-copy-bar]");
    const said = box.querySelector("[data-jb-copy-said]");
    if (!bar || !said || bar.dataset.jbReady) {
      return;
    }
    bar.dataset.jbReady = "yes";
    bar.hidden = false;
    bar.addEventListener("click", (event) => {
      const button = event.target.closest("[data-jb-copy-text]");
      if (!button) {
        return;
      }
      said.textContent = "";
      copy(button.dataset.jbCopyText).then(
        () => { said.textContent = said.dataset.jbCopyDone; button.focus(); },
        () => { said.textContent = said.dataset.jbCopyFailed; },
      );
    });
  }

  document.querySelectorAll("[data-jb-copy]").forEach(enhance);
})();
