/** Leads on from `?segment=…&stage=…&band=…`, with which another system opens the home page, to the stage meant, or to the choice of it. */
(() => {
  "use strict";

  const asked = new URLSearchParams(location.search);
  const [segment, stage, band] = ["segment", "stage", "band"].map((name) => (asked.get(name) ?? "").trim().toLowerCase());
  const folds = [...document.querySelectorAll("[data-forward-segment]")].filter((fold) => fold instanceof HTMLDetailsElement);
  if (!segment && !stage) return;

  /** @type {(name: string) => HTMLDetailsElement[]} */
  const foldsOf = (name) => folds.filter((fold) => fold.dataset.forwardSegment === name);

  /** @type {(groups: HTMLDetailsElement[]) => string[]} */
  function addresses(groups) {
    const links = groups.flatMap((fold) => [...fold.querySelectorAll("a")]);
    return [...new Set(links.filter((link) => link.dataset.forwardStage === stage).map((link) => link.href))];
  }

  const choices = segment ? [foldsOf(segment), foldsOf("")] : [folds]; // maps that name no segment are for all
  const meant = choices.find((groups) => addresses(groups).length) ?? choices[0];
  const [address, ...others] = addresses(meant);
  if (address && !others.length) {
    location.replace(`${address}${band ? "#plays" : ""}`);
  } else if (meant.length) {
    meant[0].open = true;
    meant[0].scrollIntoView();
  }
})();
