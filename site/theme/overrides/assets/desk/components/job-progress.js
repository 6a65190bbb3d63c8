// Long work as it goes on: what it is, how far it is, and what keeps it. It is asked about until it is finished; leaving the page stops nothing.
import { call, get, Refusal } from "../api.js";
import { formatTime } from "../dates.js";
import { refill } from "../elements.js";
import { DESK } from "../session.js";
import { Component } from "./component.js";

const JOBS = DESK === "people" ? "jobs" : `${DESK}/jobs`; // the centre's part of the API has no name of its own
const PAUSES = [500, 500, 1000, 1000, 2000]; // milliseconds; the last one from then on

export class JobProgress extends Component {
  static module = "job-progress";

  constructor(root) {
    super(root);
    this.bar = this.find("progress");
  }

  // Has long work begun, and returns the job. Sending it again begins no other, so a lost answer is asked for again.
  async begin(path, request) {
    const { job } = await call("POST", path, { ...request, id: newId() }, { repeatable: true });
    localStorage.setItem(keptUnder(job.kind), job.id);
    return job;
  }

  // What of these kinds is running, no matter who began it, or what was begun here and finished while the page was closed. null where there is neither.
  async unfinished(kinds) {
    const { jobs } = await get(JOBS);
    const kept = kinds.map((kind) => localStorage.getItem(keptUnder(kind)));
    return jobs.find((each) => kinds.includes(each.kind) && (!each.finished_at || kept.includes(each.id))) ?? null;
  }

  // Shows the job and follows it to its end, which it returns; null where another one is followed meanwhile.
  async follow(job) {
    this.followed = job.id;
    for (let turn = 0; ; turn += 1) {
      if (this.followed !== job.id) return null;
      if (job.finished_at) return this.end(job);
      this.show(job);
      await new Promise((resolve) => setTimeout(resolve, PAUSES[Math.min(turn, PAUSES.length - 1)]));
      job = await this.read(job);
    }
  }

  // The job with what it left out, which a list of jobs does not have.
  async end(job) {
    this.root.hidden = true;
    const done = job.facts.refused > 0 && job.left_out.length === 0 ? await this.read(job) : job;
    if (localStorage.getItem(keptUnder(job.kind)) === job.id) localStorage.removeItem(keptUnder(job.kind));
    return done;
  }

  // Where the desk does not answer, the job goes on all the same: it is asked about again.
  async read(job) {
    try {
      return (await get(`${JOBS}/${job.id}`)).job;
    } catch (fault) {
      if (!(fault instanceof Refusal) || !fault.lost) throw fault;
      return job;
    }
  }

  show({ title, about, started_by: by, started_at: at, step, percent, problem }) {
    this.part("job-title").textContent = `${title}, ${about.title}`;
    this.part("job-begun").textContent = `Started by ${by}, ${formatTime(at)}. You can leave this page: the work continues.`;
    this.bar.value = percent;
    refill(this.part("job-step"), `${step}: ${percent} %`);
    this.part("job-problem").textContent = problem ?? "";
    this.part("job-problem").hidden = !problem;
    this.root.hidden = false;
  }
}

function keptUnder(kind) {
  return `desk.job.${kind}`;
}

// What a page names its job by, so that sending it again begins no other.
export function newId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((each) => each.toString(16).padStart(2, "0")).join("");
}
