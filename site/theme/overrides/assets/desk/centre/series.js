// The series that a centre can ask about, over all of its awarding bodies.
import { counted } from "../elements.js";

// The open series whose deadline is next; one whose deadline is not known here comes last.
export function firstToClose(series) {
  return series.filter((each) => each.open).sort((one, other) => (one.closes_at ?? "9").localeCompare(other.closes_at ?? "9"))[0];
}

// The awarding bodies of these series, those with an open one first, each with how many are open.
export function bodiesOf(series) {
  const bodies = [...new Map(series.map((each) => [each.body, each.body_name])).entries()].map(([id, name]) => {
    const open = series.filter((each) => each.body === id && each.open).length;
    return { id, name, open, label: `${name} (${open ? `${counted(open, "series", "series")} open` : "nothing open"})` };
  });
  return bodies.sort((one, other) => Boolean(other.open) - Boolean(one.open) || one.name.localeCompare(other.name));
}
