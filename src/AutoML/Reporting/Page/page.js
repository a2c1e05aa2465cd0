"use strict";
(() => {
  const table = document.querySelector("table");
  if (!table) return;
  const head = [...table.tHead.rows[0].cells], body = table.tBodies[0], tip = document.getElementById("tip");
  const marks = new Map();
  for (const mark of document.querySelectorAll("[data-t]")) {
    marks.set(mark.dataset.t, [...(marks.get(mark.dataset.t) ?? []), mark]);
    // The page's own tip says more, and at once.
    mark.querySelector(":scope > title")?.remove();
  }

  let shown = null, pinned = null;
  const show = trial => {
    if (trial === shown) return;
    for (const mark of marks.get(shown) ?? []) mark.classList.remove("on");
    for (const mark of marks.get(trial) ?? []) {
      mark.classList.add("on");
      if (mark.tagName !== "TR") mark.parentNode.append(mark);
    }
    shown = trial;
    document.body.classList.toggle("focus", trial !== null);
  };

  // Lines are thin: what is a few pixels off counts too.
  const near = event => {
    for (const [x, y] of [[0, 0], [0, -3], [0, 3], [-3, 0], [3, 0], [0, -6], [0, 6]]) {
      const mark = document.elementFromPoint(event.clientX + x, event.clientY + y)?.closest("[data-t]");
      if (mark) return mark.dataset.t;
    }
    return null;
  };
  const place = (event, trial) => {
    const isDrawing = event.target.closest("svg") !== null;
    tip.style.display = trial !== null && isDrawing ? "block" : "none";
    if (tip.style.display === "none") return;
    const row = marks.get(trial).find(mark => mark.tagName === "TR");
    tip.textContent = [...row.cells].map((cell, i) => [head[i].textContent, cell.textContent]).filter(pair => pair[1] !== "" && pair[1] !== "\u2013")
      .map(pair => pair.join(" ")).join("\n");
    tip.style.left = Math.max(4, Math.min(event.clientX + 16, innerWidth - tip.offsetWidth - 8)) + "px";
    tip.style.top = Math.max(4, Math.min(event.clientY + 16, innerHeight - tip.offsetHeight - 8)) + "px";
  };
  document.addEventListener("pointermove", event => {
    const trial = near(event);
    show(trial ?? pinned);
    place(event, trial);
  });
  document.addEventListener("click", event => {
    if (event.target.closest("th")) return;
    const trial = near(event);
    pinned = trial === pinned ? null : trial;
    show(pinned);
  });
  document.addEventListener("keydown", event => {
    if (event.key === "Escape") show(pinned = null);
    if (event.key === "Enter" && event.target.dataset?.t) show(pinned = event.target.dataset.t);
  });

  const key = (row, column) => row.cells[column].dataset.v ?? row.cells[column].textContent;
  head.forEach((cell, column) => cell.querySelector("button").addEventListener("click", () => {
    const sign = cell.getAttribute("aria-sort") === "ascending" ? -1 : 1;
    const isNumber = cell.classList.contains("number");
    const rows = [...body.rows].sort((a, b) => {
      const [x, y] = [key(a, column), key(b, column)];
      // What has no value comes last either way.
      if (x === "" || y === "") return (x === "") - (y === "");
      return sign * (isNumber ? x - y : x.localeCompare(y));
    });
    for (const other of head) other.removeAttribute("aria-sort");
    cell.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
    body.append(...rows);
  }));
})();
