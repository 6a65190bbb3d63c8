// Long work as it goes on: what it is, how far it is, and what keeps it. It is asked about until it is finished; leaving the page stops nothing.
import { get, Refusal } from "../api.js";
import { Component } from "../components/component.js";
import { formatTime } from "../dates.js";
import { refill } from "../elements.js";

const PAUSES = [500, 500, 1000, 1000, 2000]; // milliseconds; the last one from then on

export class JobProgress extends Component {
  static module = "job-progress";

  constructor(root) {
    super(root);
    this.bar = this.find("progress");
  }

  // Shows the job and follows it to its end, which it returns; null where another one is followed meanwhile.
  async follow(job) {
    this.followed = job.id;
    this.root.hidden = false;
    for (let turn = 0; ; turn += 1) {
      if (this.followed !== job.id) return null;
      this.show(job);
      if (job.finished_at) return job;
      await new Promise((resolve) => setTimeout(resolve, PAUSES[Math.min(turn, PAUSES.length - 1)]));
      job = await this.read(job);
    }
  }

  // Where the desk does not answer, the job goes on all the same: it is asked about again.
  async read(job) {
    try {
      return (await get(`staff/jobs/${job.id}`)).job;
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
  }
}

// What a page names its job by, so that sending it again begins no other.
export function newId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((each) => each.toString(16).padStart(2, "0")).join("");
}
