// Which rows of a map are shown, and with which maps it is compared. Without script everything is shown and there is nothing to choose.
(() => {
  const enhance = (map) => {
    const choices = map.querySelector("[data-jb-choices]");
    if (!choices || !choices.hidden) return;
    const named = (name) => new Set([...choices.querySelectorAll(`[${name}]:checked`)].map((one) => one.getAttribute(name)));
    const apply = () => {
      const rows = named("data-jb-shows");
      const others = named("data-jb-other");
      for (const one of map.querySelectorAll("[data-jb-row], [data-jb-compare]")) {
        const { jbRow, jbCompare } = one.dataset;
        const compared = jbCompare === undefined || jbCompare.split(" ").some((other) => others.has(other));
        one.hidden = !compared || (jbRow !== undefined && !rows.has(jbRow));
      }
      for (const line of map.querySelectorAll("[data-jb-line]")) {
        const lanes = [...line.parentElement.querySelectorAll(":scope > [data-jb-row]:not([hidden])")];
        const after = (one) => line.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING;
        line.hidden = !lanes.some(after) || lanes.every(after);
      }
    };
    choices.hidden = false;
    choices.addEventListener("change", apply);
    apply();
  };
  const start = () => document.querySelectorAll("[data-jb-map]").forEach(enhance);
  if (window.document$) window.document$.subscribe(start);
  else start();

  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll(".jb-map__wide details:not([open])")];
    for (const fold of opened) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false;
  });
})();
