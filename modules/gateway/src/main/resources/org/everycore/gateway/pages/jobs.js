// The jobs, newest first.

import { ask } from "./api.js";
import { between, confirmed, duration, el, notice, state, table, time } from "./dom.js";

const SHOWN = 100;
const STATES = ["queued", "running", "succeeded", "failed", "cancelled"];

export function showJobs(content) {
  const filters = { state: "", kind: "", text: "" };
  const body = el("tbody");
  const trouble = el("div");
  const cut = el("p", { class: "note" });
  const kinds = el("select", { "aria-label": "Kind", onchange: () => { filters.kind = kinds.value; refresh(); } },
    el("option", { value: "" }, "every kind"));
  const states = el("select", { "aria-label": "State", onchange: () => { filters.state = states.value; refresh(); } },
    el("option", { value: "" }, "every state"), STATES.map((name) => el("option", { value: name }, name)));
  const search = el("input", { type: "search", placeholder: "id or name", "aria-label": "Search",
    oninput: () => { filters.text = search.value.toLowerCase(); draw(); } });
  const list = table("jobs", [["state"], ["job"], ["kind"], ["submitted"], ["took", true], [""]], []);
  list.querySelector("tbody").replaceWith(body);
  content.append(el("h1", {}, "Jobs"), el("div", { class: "filters" }, states, kinds, search), trouble, list, cut);

  let page = { jobs: [], next: null };
  let timer = 0;
  let ended = false;
  let drawn = "";

  function draw() {
    const jobs = page.jobs.filter((job) => !filters.text
      || `${job.job} ${job.name ?? ""}`.toLowerCase().includes(filters.text));
    // What has not changed is not drawn again: a focus on a button stays where it is.
    const now = JSON.stringify([jobs, filters.text, jobs.some((job) => job.state === "running") ? Date.now() >> 10 : 0]);
    if (now === drawn) {
      return;
    }
    drawn = now;
    const focused = document.activeElement?.dataset?.job;
    body.replaceChildren(...jobs.map(row));
    if (focused) {
      body.querySelector(`[data-job="${CSS.escape(focused)}"]`)?.focus();
    }
    cut.textContent = jobs.length === 0 ? "No job is like that. Hand one in with: everycore submit JOB.json"
      : page.next ? `The newest ${page.jobs.length} are shown; there are more. Filters look at these only, but state and kind.`
        : "";
  }

  function row(job) {
    const took = job.startedAt ? duration(between(job.startedAt, job.endedAt)) : "";
    return el("tr", {},
      el("td", {}, state(job.state)),
      el("td", { class: "id" }, el("a", { href: `#/jobs/${encodeURIComponent(job.job)}`, "data-job": job.job },
        job.name || job.job), job.name ? el("div", { class: "note" }, job.job) : null,
        job.error ? el("div", { class: "note" }, job.error) : null),
      el("td", {}, job.kind),
      el("td", { "data-name": "submitted" }, time(job.submittedAt), el("span", { class: "note" }, ` by ${job.submittedBy}`)),
      el("td", { class: "number", "data-name": "took" }, took),
      el("td", {}, job.state === "queued" || job.state === "running"
        ? el("button", { "data-job": `cancel ${job.job}`, onclick: () => cancel(job) }, "Cancel") : null));
  }

  async function cancel(job) {
    if (await confirmed(`Cancel ${job.name || job.job}? What it has computed is thrown away.`, "Cancel the job")) {
      try {
        await ask(`/jobs/${encodeURIComponent(job.job)}/cancel`, { method: "POST" });
      } catch (error) {
        trouble.replaceChildren(notice(error));
      }
      refresh();
    }
  }

  async function refresh() {
    clearTimeout(timer);
    const query = new URLSearchParams({ limit: SHOWN });
    if (filters.state) query.set("state", filters.state);
    if (filters.kind) query.set("kind", filters.kind);
    try {
      page = await ask(`/jobs?${query}`);
      trouble.replaceChildren();
      draw();
    } catch (error) {
      trouble.replaceChildren(notice(error));
    }
    if (!ended) {
      timer = setTimeout(refresh, document.hidden ? 15000 : 1500);
    }
  }

  ask("/kinds").then((answer) => kinds.append(...answer.kinds.map((kind) => el("option", {}, kind.name)))).catch(() => {});
  refresh();
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}
