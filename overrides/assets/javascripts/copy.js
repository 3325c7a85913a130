/** Copies a resource's subject or text in one click. Without script the buttons stay hidden and the text can be selected. */
(() => {
  "use strict";

  /** @type {(text: string) => Promise<void>} */
  async function copy(text) {
    if (!navigator.clipboard || !window.isSecureContext) return copyByField(text);
    return navigator.clipboard.writeText(text).catch(() => copyByField(text));
  }

  /**
   * Copies by a hidden field, as browsers do without a secure connection.
   * @type {(text: string) => void}
   */
  function copyByField(text) {
    const field = document.createElement("textarea");
    field.value = text;
    field.setAttribute("readonly", "");
    field.className = "jb-copy__field";
    document.body.append(field);
    field.select();
    const isCopied = document.execCommand("copy");
    field.remove();
    if (!isCopied) throw new Error("refused");
  }

  /** @type {(box: Element) => void} */
  function enhance(box) {
    const bar = box.querySelector("[data-jb-copy-bar]");
    const status = box.querySelector("[data-jb-copy-said]");
    if (!(bar instanceof HTMLElement) || !(status instanceof HTMLElement)) return;
    bar.hidden = false;
    bar.addEventListener("click", ({ target }) => {
      const button = target instanceof Element && target.closest("[data-jb-copy-text]");
      if (!(button instanceof HTMLElement)) return;
      status.textContent = "";
      copy(button.dataset.jbCopyText ?? "").then(
        () => {
          status.textContent = status.dataset.jbCopyDone ?? "";
          button.focus();
        },
        () => {
          status.textContent = status.dataset.jbCopyFailed ?? "";
        },
      );
    });
  }

  document.querySelectorAll("[data-jb-copy]").forEach(enhance);
})();
