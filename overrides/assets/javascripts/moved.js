/** Leads a reader on from the old address of a page, with what their link says behind it. Without script the page has the link. */
(() => {
  "use strict";

  /** @type {HTMLAnchorElement | null} */
  const link = document.querySelector("[data-moved] a");
  if (link) window.location.replace(link.href.split("#")[0] + window.location.hash);
})();
