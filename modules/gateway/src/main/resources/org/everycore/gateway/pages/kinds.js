// The kinds of job, and a job file to change and hand in.

import { ask } from "./api.js";
import { el, notice } from "./dom.js";

export function showKinds(content, [chosen]) {
  const list = el("ul");
  const editor = el("div");
  const trouble = el("div");
  content.append(el("h1", {}, "Kinds of job"), trouble, list, editor);

  function edit(kind) {
    const text = el("textarea", { spellcheck: "false", "aria-label": "Job file" });
    text.value = JSON.stringify({ kind: kind.name, name: "", seed: 42, strategy: "auto", spec: kind.example ?? {} }, null, 2);
    const said = el("div");
    const submit = async () => {
      try {
        const answer = await ask("/jobs", { method: "POST", headers: { "Content-Type": "application/json" }, body: text.value });
        location.hash = `#/jobs/${encodeURIComponent(answer.job)}`;
      } catch (error) {
        said.replaceChildren(notice(error));
      }
    };
    editor.replaceChildren(el("h2", {}, kind.name), el("p", {}, kind.summary), said, text,
      el("div", { class: "actions" }, el("button", { onclick: submit }, "Submit")),
      el("details", {}, el("summary", {}, "What its spec may hold (JSON schema)"),
        el("pre", { tabindex: 0 }, JSON.stringify(kind.schema, null, 2))));
  }

  ask("/kinds").then(({ kinds }) => {
    list.replaceChildren(...kinds.map((kind) => el("li", {},
      el("a", { href: `#/kinds/${encodeURIComponent(kind.name)}` }, kind.name), ` – ${kind.summary}`)));
    const kind = kinds.find((each) => each.name === chosen);
    if (kind) {
      edit(kind);
    }
  }).catch((error) => trouble.replaceChildren(notice(error)));
}
