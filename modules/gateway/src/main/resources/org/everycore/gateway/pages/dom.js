// Elements, and how numbers and times read.

/** An element with attributes and children; text is always text, never markup. */
export function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (key.startsWith("on")) {
      node.addEventListener(key.slice(2), value);
    } else {
      node.setAttribute(key, value === true ? "" : value);
    }
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined).map(
    (child) => (child instanceof Node ? child : String(child))));
  return node;
}

/** A state as a word with its mark. */
export const state = (name) => el("span", { class: `state ${name}` }, name);

/** Terms with their values, without those that have none. */
export const facts = (pairs) => el("dl", {}, pairs
  .filter(([, value]) => value !== null && value !== undefined && value !== "")
  .map(([term, value]) => [el("dt", {}, term), el("dd", {}, value)]));

/** A table in a box that scrolls by itself. */
export function table(kind, heads, rows) {
  const cell = (tag, text, number) => el(tag, { class: number ? "number" : null, scope: tag === "th" ? "col" : null }, text);
  return el("div", { class: "scroll" }, el("table", { class: kind },
    el("thead", {}, el("tr", {}, heads.map(([text, number]) => cell("th", text, number)))),
    el("tbody", {}, rows)));
}

export const grouped = (number) => Math.round(number).toLocaleString("en").replaceAll(",", " ");

/** Seconds as a person says them. */
export function duration(seconds) {
  if (!Number.isFinite(seconds)) {
    return "";
  }
  if (seconds < 1) {
    return `${Math.round(seconds * 1000)} ms`;
  }
  if (seconds < 60) {
    return `${seconds.toFixed(1)} s`;
  }
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${Math.floor(seconds % 60)} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export const time = (text) => (text ? new Date(text).toLocaleString([], { dateStyle: "medium", timeStyle: "medium" }) : "");

export const between = (from, to) => (new Date(to ?? Date.now()) - new Date(from)) / 1000;

export const bytes = (count) => (count < 1e4 ? `${count} bytes` : count < 1e7 ? `${(count / 1e3).toFixed(0)} kB`
  : `${(count / 1e6).toFixed(1)} MB`);

/** A box that says what went wrong. */
export const notice = (error) => el("p", { class: "notice", role: "alert" }, error.message ?? String(error));

/** Asks before something is done that cannot be undone. */
export function confirmed(sentence, yes) {
  const dialog = document.getElementById("question");
  return new Promise((resolve) => {
    dialog.replaceChildren(el("p", {}, sentence), el("form", { method: "dialog", class: "actions" },
      el("button", { value: "yes" }, yes), el("button", { value: "no", autofocus: true }, "No")));
    dialog.onclose = () => resolve(dialog.returnValue === "yes");
    dialog.returnValue = "no";
    dialog.showModal();
  });
}
