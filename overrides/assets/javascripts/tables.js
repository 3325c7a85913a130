// A wide table of a hand-written page scrolls in a box of its own, which the keyboard reaches and which bears the name of its section.
(() => {
  const heading = (table) => {
    let one = table;
    while (one && !/^H[1-6]$/.test(one.tagName)) one = one.previousElementSibling;
    return one ? one.firstChild.textContent : document.title;
  };
  for (const table of document.querySelectorAll(".md-content__inner > table:not([class])")) {
    const box = document.createElement("div");
    box.className = "jb-scroll";
    box.tabIndex = 0;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", heading(table));
    table.before(box);
    table.className = "jb-table";
    box.append(table);
  }
})();
