// Which page is shown: the part of the address behind #. Each page is a function that fills the content and returns how it ends.

import { feed } from "./api.js";
import { notice } from "./dom.js";
import { showCluster } from "./cluster.js";
import { showJob } from "./job.js";
import { showJobs } from "./jobs.js";
import { showKinds } from "./kinds.js";
import { showLanes } from "./lanes.js";

const content = document.getElementById("content");
const health = document.getElementById("health");
let leave = () => {};

function show() {
  const [, page = "jobs", ...rest] = (location.hash || "#/jobs").split("/");
  leave();
  leave = () => {};
  content.replaceChildren();
  for (const link of document.querySelectorAll("nav a")) {
    const here = link.getAttribute("href") === `#/${page}`;
    here ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current");
  }
  const pages = { jobs: rest.length ? showJob : showJobs, cluster: showCluster, lanes: showLanes, kinds: showKinds };
  const shown = pages[page] ?? showJobs;
  try {
    leave = shown(content, rest.map(decodeURIComponent)) ?? (() => {});
  } catch (error) {
    content.replaceChildren(notice(error));
  }
  content.focus({ preventScroll: true });
}

/** One line in the corner: is there a cluster, and is it at work? */
feed("cluster", (cluster) => {
  if (!cluster || cluster.unavailable) {
    health.textContent = cluster ? "no supervisor" : "no answer";
    return;
  }
  const workers = cluster.nodes.reduce((sum, node) => sum + node.workers, 0);
  const busy = cluster.nodes.reduce((sum, node) => sum + node.workersBusy, 0);
  health.textContent = `${cluster.nodes.length} ${cluster.nodes.length === 1 ? "node" : "nodes"}, `
    + `${busy} of ${workers} workers busy${cluster.missing?.length ? `, ${cluster.missing.length} missing` : ""}`;
});

addEventListener("hashchange", show);
show();
