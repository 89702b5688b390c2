"use strict";
for (const table of document.querySelectorAll("table.sortable")) {
  const body = table.tBodies[0];
  const value = (row, column) => {
    const cell = row.cells[column];
    const text = cell.dataset.v ?? cell.textContent.trim();
    const number = Number(text.replaceAll(",", ""));
    return text !== "" && !Number.isNaN(number) ? number : text;
  };
  const compare = (a, b) =>
    typeof a === "number" && typeof b === "number" ? a - b
      : typeof a === "number" ? -1
      : typeof b === "number" ? 1
      : a.localeCompare(b);
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const rows = [...body.rows].map((row) => [value(row, column), row]);
      const full = rows.filter(([v]) => v !== "");
      const empty = rows.filter(([v]) => v === "");
      full.sort(([a], [b]) => (down ? -compare(a, b) : compare(a, b)));
      body.append(...full.concat(empty).map(([, row]) => row));
    });
  });
}
for (const link of document.querySelectorAll("a[href^='#']")) {
  link.addEventListener("click", () => {
    const target = document.getElementById(link.getAttribute("href").slice(1));
    for (const details of target?.querySelectorAll("details") ?? []) details.open = true;
  });
}
const behind = new Map();
for (const element of document.querySelectorAll("script.qsos")) {
  behind.set(element.dataset.award, JSON.parse(element.textContent));
}
const dialog = document.getElementById("qsos");
const found = (element) => behind.get(element.closest("section")?.id)?.[element.dataset.k];
const show = (element) => {
  const key = found(element);
  if (!key) return;
  dialog.querySelector("h2").textContent = element.dataset.name ?? element.querySelector("title")?.textContent ?? element.dataset.k;
  const body = dialog.querySelector("tbody");
  body.replaceChildren(...key.q.map((qso) => {
    const row = document.createElement("tr");
    for (const text of qso) row.insertCell().textContent = text;
    return row;
  }));
  const more = key.n - key.q.length;
  dialog.querySelector("p").textContent = more > 0 ? `The first ${key.q.length} of ${key.n} QSOs.` : "";
  dialog.showModal();
};
for (const element of document.querySelectorAll("tr[data-k], span[data-k]")) {
  if (!found(element)) continue;
  const cell = element.tagName === "TR" ? element.cells[0] : element;
  const button = document.createElement("button");
  button.type = "button";
  button.append(...cell.childNodes);
  cell.append(button);
  cell.classList.add("opens");
}
document.addEventListener("click", (event) => {
  const element = event.target.closest("[data-k]");
  if (element) show(element);
});
dialog.addEventListener("click", (event) => {
  if (event.target === dialog) dialog.close();
});
