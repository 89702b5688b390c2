// What each core worker does: a lane of blocks, one colour a job, with gaps where it is idle.

import { feed } from "./api.js";
import { duration, el, grouped } from "./dom.js";

const SPAN = 60000;
const ROW = 14;
const LABEL = 150;
/** Colours of the Okabe-Ito set, told apart without colour vision; the job's name stands in the legend and under the pointer. */
const COLOURS = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#b8a800", "#7f7f7f"];

export function showLanes(content) {
  const said = el("p", { "aria-live": "polite" }, "Waiting for news.");
  const under = el("p", { class: "note" }, "Point at a block to see which chunks it is.");
  const pause = el("button", { "aria-pressed": "false", onclick: () => hold(!held) }, "Pause");
  const legend = el("p", { class: "legend" });
  const canvas = el("canvas", { role: "img", tabindex: 0, class: "lanes" });
  // As tall as all lanes, so that they scroll; the picture itself stays in sight and is as large as what is seen.
  const whole = el("div", {}, canvas);
  const box = el("div", { class: "scroll tall" }, whole);
  content.append(el("h1", {}, "Lanes"), said, el("div", { class: "actions" }, pause), legend, box, under);

  const lanes = new Map();
  const colours = new Map();
  let clock = 0;
  let skew = 0;
  let held = false;
  let frozen = 0;
  let frame = 0;
  let painted = 0;
  let summed = 0;

  function hold(now) {
    held = now;
    frozen = clock + (performance.now() - skew);
    pause.textContent = held ? "Go on" : "Pause";
    pause.setAttribute("aria-pressed", String(held));
  }

  function hear(news) {
    if (!news) {
      return;
    }
    clock = news.at;
    skew = performance.now();
    const known = new Set();
    for (const lane of news.lanes) {
      const key = `${lane.node} ${lane.worker}`;
      known.add(key);
      const kept = lanes.get(key) ?? { node: lane.node, worker: lane.worker, blocks: [] };
      for (const block of lane.blocks) {
        // A block that grows is told again; it is among the last.
        let same = kept.blocks.length - 1;
        while (same >= 0 && kept.blocks[same].from > block.from) same--;
        same >= 0 && kept.blocks[same].from === block.from
          ? kept.blocks.splice(same, 1, block) : kept.blocks.splice(same + 1, 0, block);
        if (!colours.has(block.job)) {
          colours.set(block.job, COLOURS[colours.size % COLOURS.length]);
        }
      }
      while (kept.blocks.length && kept.blocks[0].to < clock - 2 * SPAN) kept.blocks.shift();
      lanes.set(key, kept);
    }
    for (const key of lanes.keys()) {
      if (!known.has(key)) lanes.delete(key);
    }
  }

  function paint(now) {
    frame = requestAnimationFrame(paint);
    // Blocks come twice a second; five pictures a second move smoothly enough, and leave a thousand lanes cheap.
    if (now - painted < 200 || document.hidden) {
      return;
    }
    painted = now;
    const rows = [...lanes.values()];
    const scale = devicePixelRatio || 1;
    const width = Math.max(320, box.clientWidth);
    const all = Math.max(40, rows.length * ROW + 20);
    const height = Math.min(all, Math.max(120, Math.round(0.7 * innerHeight)));
    if (whole.dataset.height !== String(all)) {
      whole.dataset.height = String(all);
      whole.style.height = `${all}px`;
    }
    if (canvas.width !== Math.round(width * scale) || canvas.height !== Math.round(height * scale)) {
      canvas.style.height = `${height}px`;
      canvas.width = Math.round(width * scale);
      canvas.height = Math.round(height * scale);
    }
    const pen = canvas.getContext("2d");
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    pen.clearRect(0, 0, width, height);
    const end = held ? frozen : clock + (performance.now() - skew);
    const style = getComputedStyle(document.documentElement);
    const label = width < 600 ? 90 : LABEL;
    const x = (at) => label + (width - label) * (at - end + SPAN) / SPAN;
    pen.font = "10px system-ui, sans-serif";
    pen.textBaseline = "middle";
    const top = Math.max(0, Math.floor(box.scrollTop / ROW) - 1);
    const bottom = Math.min(rows.length, top + Math.ceil(height / ROW) + 1);
    for (let row = top; row < bottom; row++) {
      const lane = rows[row];
      const y = row * ROW - box.scrollTop;
      pen.fillStyle = style.getPropertyValue("--faint");
      const name = lane.node.split("/")[0];
      pen.fillText(lane.worker < 0 ? name : `${name} ${lane.worker + 1}`, 2, y + ROW / 2, label - 6);
      pen.fillStyle = style.getPropertyValue("--raised");
      pen.fillRect(label, y + 1, width - label, ROW - 3);
      for (const block of lane.blocks) {
        const left = Math.max(label, x(block.from));
        const right = x(Math.min(block.to, end));
        if (right < label || left > width) {
          continue;
        }
        const tall = Math.max(2, (ROW - 3) * Math.min(1, Math.max(block.share, lane.worker < 0 ? 0 : 0.3)));
        pen.fillStyle = block.good ? colours.get(block.job) : style.getPropertyValue("--failed");
        pen.fillRect(left, y + 1 + (ROW - 3 - tall), Math.max(1, right - left - 0.5), tall);
        if (!block.good) {
          pen.fillStyle = style.getPropertyValue("--ink");
          pen.fillText("×", left, y + ROW / 2);
        }
      }
    }
    pen.clearRect(0, height - 20, width, 20);
    pen.fillStyle = style.getPropertyValue("--faint");
    for (let ago = 50; ago >= 0; ago -= width < 600 ? 25 : 10) {
      pen.fillText(ago ? `${ago} s ago` : "now", Math.min(x(end - ago * 1000), width - 26), height - 10);
    }
    if (now - summed > 2000) {
      summed = now;
      sum(rows, end);
    }
  }

  /** What the words say; looked at less often than the picture, since it goes through every block there is. */
  function sum(rows, end) {
    let busy = 0;
    const jobs = new Map();
    for (const lane of rows) {
      for (const block of lane.blocks) {
        const spent = Math.min(block.to, end) - Math.max(block.from, end - SPAN);
        if (spent >= 0) {
          busy += spent * block.share / SPAN;
          jobs.set(block.job, (jobs.get(block.job) ?? 0) + block.chunks);
        }
      }
    }
    const share = rows.length ? 100 * busy / rows.length : 0;
    const nodes = rows.some((lane) => lane.worker < 0);
    const text = rows.length
      ? `${grouped(rows.length)} ${nodes ? "nodes" : "workers"}, busy ${share.toFixed(0)} % of the last minute`
      : "No workers are known.";
    if (said.textContent !== text) {
      said.textContent = text;
      canvas.setAttribute("aria-label", text);
    }
    const names = [...jobs.keys()].slice(0, 12);
    if (legend.dataset.names !== names.join()) {
      legend.dataset.names = names.join();
      legend.replaceChildren(...names.map((job) => {
        const mark = el("span", { class: "mark" });
        mark.style.background = colours.get(job);
        return el("a", { href: `#/jobs/${encodeURIComponent(job)}` }, mark, job);
      }), jobs.size > names.length ? ` and ${jobs.size - names.length} jobs more` : "");
    }
  }

  canvas.addEventListener("pointermove", (event) => {
    const lane = [...lanes.values()][Math.floor((event.offsetY + box.scrollTop) / ROW)];
    const width = canvas.clientWidth;
    const label = width < 600 ? 90 : LABEL;
    const end = held ? frozen : clock + (performance.now() - skew);
    const at = end - SPAN + SPAN * (event.offsetX - label) / (width - label);
    const block = lane?.blocks.find((one) => one.from <= at && at <= one.to);
    under.textContent = block
      ? `${block.job}: ${block.chunks} ${block.chunks === 1 ? "chunk" : "chunks"} (${block.firstChunk} to ${block.lastChunk}), `
        + `${duration((block.to - block.from) / 1000)}, ${(100 * block.share).toFixed(0)} % busy${block.good ? "" : ", failed"}`
      : lane ? `${lane.node.split("/")[0]} is idle here.` : "";
  });

  const stop = feed("lanes", hear);
  frame = requestAnimationFrame(paint);
  return () => {
    stop();
    cancelAnimationFrame(frame);
  };
}
