// A link to something folded opens what it is folded in; for print everything is opened, and closed again afterwards.
(() => {
  const named = () => {
    try {
      return document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return null;
    }
  };
  const unfold = () => {
    const target = location.hash && named();
    if (!target) return;
    const next = target.nextElementSibling;
    if (target.matches("h2") && next && next.matches(".jb-fold")) next.open = true;
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    target.scrollIntoView();
  };
  let opened = [];
  addEventListener("hashchange", unfold);
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll(".jb-fold:not([open]), .jb-more:not([open])")];
    for (const fold of opened) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false;
  });
  unfold();
})();
