// The chunks of a running job as a map: a cell is one chunk, or a run of neighbours where there are many.

import { ask } from "./api.js";
import { el, grouped } from "./dom.js";

const CELL = 12;

/** Draws into the box while the job runs; returns how to stop. */
export function showChunks(box, job) {
  const canvas = el("canvas", { role: "img", class: "chunks" });
  const said = el("p", { class: "note", "aria-live": "polite" });
  const under = el("p", { class: "note" });
  let cells = [];
  let across = 1;
  let timer = 0;
  let ended = false;

  function draw(map) {
    cells = map.cells;
    if (!cells.length) {
      return;
    }
    if (!canvas.isConnected) {
      box.replaceChildren(el("h2", {}, "Chunks"), said, canvas, under);
    }
    const scale = devicePixelRatio || 1;
    const width = box.clientWidth;
    across = Math.max(1, Math.floor(width / CELL));
    const height = Math.ceil(cells.length / across) * CELL;
    canvas.style.height = `${height}px`;
    canvas.width = width * scale;
    canvas.height = height * scale;
    const pen = canvas.getContext("2d");
    pen.scale(scale, scale);
    const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name);
    cells.forEach((cell, i) => {
      const x = (i % across) * CELL;
      const y = Math.floor(i / across) * CELL;
      const size = CELL - 2;
      const share = cell.done / (cell.end - cell.first);
      pen.fillStyle = colour("--line");
      pen.fillRect(x, y, size, size);
      pen.fillStyle = colour("--succeeded");
      pen.fillRect(x, y + size * (1 - share), size, size * share);
      if (cell.running) {
        pen.strokeStyle = colour("--running");
        pen.lineWidth = 2;
        pen.strokeRect(x + 1, y + 1, size - 2, size - 2);
      }
      if (cell.attempts > 1) {
        pen.fillStyle = colour("--failed");
        pen.fillRect(x + 3, y + 3, size - 6, size - 6);
      }
    });
    const sum = (of) => cells.reduce((all, cell) => all + of(cell), 0);
    const again = cells.filter((cell) => cell.attempts > 1).length;
    const text = `${grouped(sum((cell) => cell.done))} of ${grouped(map.chunks)} chunks done (filled), `
      + `${grouped(sum((cell) => cell.running))} leased (framed), ${again} ${again === 1 ? "cell" : "cells"} tried again (marked)`
      + (map.round ? `, round ${map.round + 1}` : "");
    said.textContent = text;
    canvas.setAttribute("aria-label", text);
  }

  canvas.addEventListener("pointermove", (event) => {
    const cell = cells[Math.floor(event.offsetY / CELL) * across + Math.floor(event.offsetX / CELL)];
    under.textContent = cell
      ? `chunks ${cell.first} to ${cell.end - 1}: ${cell.done} done, ${cell.running} leased`
        + `${cell.attempts > 1 ? `, up to ${cell.attempts} attempts` : ""}${cell.node ? `, ${cell.node}` : ""}`
      : "";
  });

  async function look() {
    try {
      draw(await ask(`/jobs/${encodeURIComponent(job)}/chunks`));
    } catch {
      // The page says elsewhere what is wrong with the job.
    }
    if (!ended) {
      timer = setTimeout(look, document.hidden ? 10000 : 1000);
    }
  }

  look();
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}
