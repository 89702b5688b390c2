// One job, from its submission to its end.

import { ask, follow } from "./api.js";
import { showChunks } from "./chunks.js";
import { between, bytes, confirmed, duration, el, facts, grouped, notice, state, time } from "./dom.js";

const HISTORY = 600;

export function showJob(content, [id]) {
  const path = `/jobs/${encodeURIComponent(id)}`;
  const head = el("h1", {}, id);
  const trouble = el("div");
  const bar = el("progress", { class: "wide", max: 1, value: 0, "aria-label": "Progress" });
  const said = el("p", { "aria-live": "polite" });
  const overview = el("div");
  const actions = el("div", { class: "actions" });
  const rates = el("canvas", { role: "img", "aria-label": "Rate over time" });
  const rateBox = el("div", { hidden: true }, el("h2", {}, "Rate"), rates);
  const result = el("div");
  const map = el("div");
  const events = el("ol");
  const spec = el("pre", { tabindex: 0 });
  const report = el("div");
  content.append(head, trouble, said, bar, overview, actions, result, rateBox, map,
    el("h2", {}, "What happened"), events, report, el("h2", {}, "Job file"), spec);

  const stopMap = showChunks(map, id);
  let job = null;
  const points = [];

  function draw() {
    const { progress } = job;
    head.replaceChildren(job.name || job.job);
    overview.replaceChildren(facts([
      ["state", state(job.state)], ["id", job.job], ["kind", job.kind],
      ["strategy", job.strategy], ["numeric family", job.family],
      ["fell back", (job.report?.fallbacks ?? []).map((step) => typeof step === "string" ? step : JSON.stringify(step)).join("; ")],
      ["waits for", job.waitsFor], ["submitted", `${time(job.submittedAt)} by ${job.submittedBy}`],
      ["started", time(job.startedAt)], ["ended", time(job.endedAt)],
      ["took", job.startedAt && job.endedAt ? duration(between(job.startedAt, job.endedAt)) : null],
      ["predicted", predicted()], ["workers", job.report?.workers ?? progress?.workersBusy],
      ["retries", (progress?.retries ?? job.report?.retries) || null],
      ["utilisation", job.report?.utilisation === undefined ? null : `${(100 * job.report.utilisation).toFixed(0)} %`],
      ["error", job.error]]));
    const live = job.state === "queued" || job.state === "running";
    if (!live) {
      stopMap();
    }
    bar.hidden = !live;
    actions.replaceChildren(...[
      live ? el("button", { onclick: cancel }, "Cancel") : null,
      el("button", { onclick: again }, "Submit again"),
      el("button", { onclick: () => navigator.clipboard?.writeText(spec.textContent) }, "Copy job file"),
    ].filter(Boolean));
    result.replaceChildren(...(job.result ? [el("h2", {}, "Result"), facts([
      ["file", el("a", { href: `/api/v1${path}/result`, download: job.result.fileName }, job.result.fileName)],
      ["size", bytes(job.result.bytes)], ["SHA-256", el("code", {}, job.result.sha256)],
      ["check", el("code", {}, `everycore verify ${job.job}`)]])] : []));
    spec.textContent = JSON.stringify(job.request, null, 2);
    report.replaceChildren(...(job.report ? [el("details", {}, el("summary", {}, "Report in full"),
      el("pre", { tabindex: 0 }, JSON.stringify(job.report, null, 2)))] : []));
    if (progress && live) {
      advance(progress);
    }
    document.title = `${job.state}: ${job.name || job.job} – everycore`;
  }

  function predicted() {
    const seconds = job.report?.predictedSeconds ?? job.report?.prediction?.seconds;
    return seconds === undefined || seconds === null ? null : duration(seconds);
  }

  function advance(progress) {
    const share = progress.units ? progress.unitsDone / progress.units : 0;
    bar.value = share;
    const left = share > 0 && share < 1 ? progress.elapsedSeconds * (1 - share) / share : NaN;
    const last = points.at(-1);
    if (!last || progress.elapsedSeconds > last.at + 0.2) {
      points.push({ at: progress.elapsedSeconds, done: progress.unitsDone });
      if (points.length > HISTORY) points.shift();
      plot();
    }
    said.textContent = [`${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`,
      `${grouped(progress.unitsDone)} of ${grouped(progress.units)} ${progress.unit ?? ""}`.trim(),
      `${grouped(progress.chunksDone)} of ${grouped(progress.chunks)} chunks`,
      progress.workersBusy ? `${progress.workersBusy} workers` : null,
      progress.elapsedSeconds > 0 && progress.unitsDone ? `${grouped(progress.unitsDone / progress.elapsedSeconds)} a second` : null,
      Number.isFinite(left) ? `about ${duration(left)} left` : null].filter(Boolean).join(" · ");
  }

  /** Units a second between one news and the next. */
  function plot() {
    rateBox.hidden = points.length < 3;
    if (rateBox.hidden) {
      return;
    }
    const scale = devicePixelRatio || 1;
    const width = rates.clientWidth;
    const height = rates.clientHeight;
    rates.width = width * scale;
    rates.height = height * scale;
    const paint = rates.getContext("2d");
    paint.scale(scale, scale);
    const style = getComputedStyle(document.documentElement);
    const steps = points.slice(1).map((point, i) => (point.done - points[i].done) / Math.max(1e-3, point.at - points[i].at));
    const most = Math.max(...steps, 1e-9);
    const from = points[0].at;
    const span = Math.max(1e-9, points.at(-1).at - from);
    paint.strokeStyle = style.getPropertyValue("--running");
    paint.lineWidth = 1.5;
    paint.beginPath();
    steps.forEach((rate, i) => {
      const x = 4 + (width - 8) * (points[i + 1].at - from) / span;
      const y = height - 16 - (height - 32) * rate / most;
      i ? paint.lineTo(x, y) : paint.moveTo(x, y);
    });
    paint.stroke();
    paint.fillStyle = style.getPropertyValue("--faint");
    paint.font = "11px system-ui, sans-serif";
    paint.fillText(`${grouped(most)} a second`, 5, 12);
    paint.fillText(`${duration(span)} shown`, 5, height - 4);
    rates.setAttribute("aria-label", `Rate over the last ${duration(span)}: now ${grouped(steps.at(-1))} a second, at most ${grouped(most)}`);
  }

  async function cancel() {
    if (await confirmed("Cancel this job? What it has computed is thrown away.", "Cancel the job")) {
      await act(() => ask(`${path}/cancel`, { method: "POST" }));
      load();
    }
  }

  async function again() {
    const { jobId, ...request } = job.request;
    await act(async () => {
      const answer = await ask("/jobs", { method: "POST", headers: { "Content-Type": "application/json" },
        body: JSON.stringify(request) });
      location.hash = `#/jobs/${encodeURIComponent(answer.job)}`;
    });
  }

  async function act(what) {
    try {
      trouble.replaceChildren();
      await what();
    } catch (error) {
      trouble.replaceChildren(notice(error));
    }
  }

  function hear(name, event) {
    if (name === "progress") {
      advance(event);
      return;
    }
    const text = name === "state" ? event.state : name === "log" ? `${event.level}: ${event.message}`
      : `${event.state}${event.error ? `: ${event.error}` : ""}`;
    events.append(el("li", {}, el("span", { class: "note" }, `${time(event.at)} `), text));
    load();
  }

  async function load() {
    await act(async () => {
      job = await ask(path);
      draw();
    });
  }

  load();
  const stop = follow(id, hear);
  return () => {
    stop();
    stopMap();
    document.title = "everycore";
  };
}
