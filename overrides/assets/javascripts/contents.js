/** The contents beside a page mark the heading that one reads. What is folded is passed over, so that it is not laid out for this. */
(() => {
  "use strict";

  const BELOW_HEADER = 40;
  const ACTIVE = "md-nav__link--active";

  const contents = document.querySelector("#jb-contents");
  const header = document.querySelector(".md-header");
  if (!contents || !header) return;
  const links = [...contents.querySelectorAll("a.md-nav__link")].filter((link) => link instanceof HTMLAnchorElement);
  const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  let isAwaited = false;

  /** @type {(line: number) => HTMLAnchorElement | undefined} */
  function linkAbove(line) {
    const shown = links.filter((_, number) => !headings[number]?.closest("details:not([open])"));
    if (scrollY > 0 && innerHeight + scrollY >= document.documentElement.scrollHeight - 1) return shown.at(-1);
    return shown.findLast((link) => (headings[links.indexOf(link)]?.getBoundingClientRect().top ?? line) < line);
  }

  /** @type {(link: HTMLAnchorElement) => void} */
  function bringIntoSight(link) {
    const box = link.closest(".md-sidebar__scrollwrap");
    if (!box) return;
    const [inside, outside] = [link.getBoundingClientRect(), box.getBoundingClientRect()];
    if (inside.top < outside.top || inside.bottom > outside.bottom) box.scrollTop += inside.top - outside.top - box.clientHeight / 2;
  }

  function mark() {
    isAwaited = false;
    if (!header || !contents?.checkVisibility()) return;
    const active = linkAbove(header.getBoundingClientRect().bottom + BELOW_HEADER);
    for (const link of links) link.classList.toggle(ACTIVE, link === active);
    if (active) bringIntoSight(active);
  }

  function follow() {
    if (isAwaited) return;
    isAwaited = true;
    requestAnimationFrame(mark);
  }

  for (const event of ["scroll", "resize", "hashchange", "load"]) addEventListener(event, follow, { passive: true });
  document.addEventListener("toggle", follow, true);
})();
