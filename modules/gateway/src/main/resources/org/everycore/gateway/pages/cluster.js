// The nodes of the cluster.

import { ask, feed } from "./api.js";
import { confirmed, el, facts, grouped, notice, table, time } from "./dom.js";

export function showCluster(content) {
  const trouble = el("div");
  const overview = el("div");
  const nodes = el("div");
  content.append(el("h1", {}, "Cluster"), trouble, overview, el("h2", {}, "Nodes"), nodes);
  let drawn = "";

  function draw(cluster) {
    const now = JSON.stringify(cluster);
    if (now === drawn) {
      return;
    }
    drawn = now;
    const leader = cluster.nodes.find((node) => node.id === cluster.supervisor);
    overview.replaceChildren(facts([
      ["supervisor", leader ? leader.address : "none at present"], ["term", cluster.epoch],
      ["jobs", `${cluster.jobsRunning} running, ${cluster.jobsQueued} queued`],
      ["workers", grouped(cluster.nodes.reduce((sum, node) => sum + node.workers, 0))],
      ["could be used", cluster.workersWanted ? `${grouped(cluster.workersWanted)} workers` : null]]));
    nodes.replaceChildren(table("nodes", [["node"], ["status"], ["roles"], ["workers", true], ["busy"], ["chunks done", true],
      ["devices"], ["version"], [""]], cluster.nodes.map((node) => row(node, cluster))));
  }

  function row(node, cluster) {
    return el("tr", {},
      el("td", { class: "id" }, node.address, node.id === cluster.supervisor ? el("div", { class: "note" }, "supervises") : null),
      el("td", {}, node.status),
      el("td", {}, node.roles.join(", ")),
      el("td", { class: "number" }, node.workers),
      el("td", {}, node.workers ? el("progress", { max: node.workers, value: node.workersBusy,
        "aria-label": `${node.workersBusy} of ${node.workers} busy` }) : null, " ", node.workersBusy),
      el("td", { class: "number" }, grouped(node.chunksDone)),
      el("td", {}, (node.devices ?? []).join(", ") || "none"),
      el("td", {}, node.version),
      el("td", {}, node.status === "up" ? el("button", { onclick: () => drain(node) }, "Drain") : null));
  }

  async function drain(node) {
    if (await confirmed(`Let ${node.address} finish what it has, and leave the cluster?`, "Drain the node")) {
      try {
        await ask(`/cluster/nodes/${encodeURIComponent(node.id)}/drain`, { method: "POST" });
      } catch (error) {
        trouble.replaceChildren(notice(error));
      }
    }
  }

  return feed("cluster", (cluster) => {
    if (!cluster || cluster.unavailable) {
      trouble.replaceChildren(notice(new Error(cluster ? "Nobody supervises at present." : "The gateway does not answer.")));
      return;
    }
    trouble.replaceChildren(...(cluster.missing ?? []).map((lost) => notice(new Error(
      `${lost.address} is missing: it was lost ${time(lost.since)} and has not come back.`))));
    draw(cluster);
  });
}
