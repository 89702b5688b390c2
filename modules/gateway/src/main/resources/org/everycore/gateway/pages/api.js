// Asks the gateway, and says in one sentence why it did not answer.

/** An answer that is a refusal: its message is for people. */
export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** Sends a request to the API and reads the JSON that comes back. */
export async function ask(path, options = {}) {
  let response;
  try {
    response = await fetch("/api/v1" + path, { credentials: "same-origin", ...options });
  } catch {
    throw new Refused(0, "The gateway does not answer. Is the node still running?");
  }
  const text = await response.text();
  let body = null;
  try {
    body = text ? JSON.parse(text) : null;
  } catch {
    body = null;
  }
  if (response.ok) {
    return body;
  }
  if (response.status === 401) {
    throw new Refused(401, "This browser was not let in yet: open the link that the node printed when it started "
      + "(…/enter/…). It can be used once; a node that is started again prints a new one.");
  }
  throw new Refused(response.status, body?.error?.message ?? `The gateway answered ${response.status}.`);
}

/** Follows a job's events; calls back with (name, data). Returns how to stop. The browser resumes by itself. */
export function follow(job, hear) {
  const source = new EventSource(`/api/v1/jobs/${encodeURIComponent(job)}/events`);
  for (const name of ["state", "progress", "log", "end"]) {
    source.addEventListener(name, (event) => {
      hear(name, JSON.parse(event.data));
      if (name === "end") {
        source.close();
      }
    });
  }
  return () => source.close();
}

// One connection for all that the pages show; the browser connects again by itself, and tells up to where it had read.
const heard = { jobs: new Set(), cluster: new Set(), lanes: new Set() };
const last = {};
let source = null;

function connect() {
  source = new EventSource("/api/v1/events");
  for (const subject of Object.keys(heard)) {
    source.addEventListener(subject, (event) => {
      last[subject] = JSON.parse(event.data);
      heard[subject].forEach((hear) => hear(last[subject]));
    });
  }
  source.onerror = () => {
    delete last.cluster;
    heard.cluster.forEach((hear) => hear(null));
    if (source.readyState === EventSource.CLOSED) {
      setTimeout(connect, 3000);
    }
  };
}

/** Hears of a subject: its state now, if it is known, and each change. Null while the gateway does not answer. Returns how to stop. */
export function feed(subject, hear) {
  if (!source) {
    connect();
  }
  heard[subject].add(hear);
  if (last[subject] !== undefined) {
    hear(last[subject]);
  }
  return () => heard[subject].delete(hear);
}
