// The series that a centre can ask about, over all of its awarding bodies.
import { queryValue } from "../addresses.js";
import { counted, h, refill } from "../elements.js";

// The open series whose deadline is next; one whose deadline is not known here comes last.
export function firstToClose(series) {
  return inOrderOfClosing(series.filter((each) => each.open))[0];
}

// Open ones first, each by its deadline; a deadline that is not known here comes after those that are.
export function inOrderOfClosing(series) {
  const key = (each) => each.closes_at ?? "9";
  return [...series].sort((one, other) => Boolean(other.open) - Boolean(one.open) || key(one).localeCompare(key(other)));
}

// Fill a select with series, each named with its awarding body where there are several. It begins with the one that the address names (?body=
// and ?series=), or else with the one that closes first.
export function fillSeries(select, series) {
  const several = new Set(series.map((each) => each.body)).size > 1;
  refill(select, series.map((each) => h("option", { value: valueOf(each) }, several ? `${each.body_name}, ${each.title}` : each.title)));
  const asked = series.find((each) => each.body === queryValue("body") && each.id === queryValue("series"));
  const first = asked ?? firstToClose(series) ?? series[0];
  if (first) select.value = valueOf(first);
}

// The series that is chosen in a select which `fillSeries` filled.
export function seriesChosen(select, series) {
  return series.find((each) => valueOf(each) === select.value);
}

function valueOf({ body, id }) {
  return `${body}/${id}`;
}

// The open series with the chosen one, and the others.
export function openAndOther(series, chosen) {
  const shown = (each) => each.open || each === chosen;
  const ordered = inOrderOfClosing(series);
  return [ordered.filter(shown), ordered.filter((each) => !shown(each))];
}

// The awarding bodies of these series, those with an open one first, each with how many are open.
export function bodiesOf(series) {
  const bodies = [...new Map(series.map((each) => [each.body, each.body_name])).entries()].map(([id, name]) => {
    const open = series.filter((each) => each.body === id && each.open).length;
    return { id, name, open, label: `${name} (${open ? `${counted(open, "series", "series")} open` : "nothing open"})` };
  });
  return bodies.sort((one, other) => Boolean(other.open) - Boolean(one.open) || one.name.localeCompare(other.name));
}
