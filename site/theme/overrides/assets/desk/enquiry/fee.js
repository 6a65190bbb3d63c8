// The fee before submission: total, a line a candidate, when nothing is charged, and whether the figures are only made up.
import { counted, h, money, refill } from "../elements.js";

export function showFee(place, fee) {
  if (!fee) {
    refill(place, h("p", { class: "hint" }, "Choose service, components and candidates to see the fee."));
    return;
  }
  if (fee.free) {
    refill(place, h("p", { class: "fee-total" }, h("strong", {}, "No charge")), h("p", {}, fee.waiver));
    return;
  }
  const costs = fee.total && Number(fee.total.amount) > 0; // before components are chosen it comes to nothing
  const priced = costs && fee.lines.length > 0;
  refill(
    place,
    costs && h("p", { class: "fee-total" }, h("strong", {}, money(fee.total)), fee.demonstration && [" ", demonstrationMark()]),
    !costs && h("p", {}, fee.demonstration ? "Choose components and candidates to see the fee." : "The fee is not known here."),
    priced && fee.factors?.length > 1 && h("p", { class: "hint" }, `${fee.factors.map((each) => (typeof each === "string" ? each : money(each))).join(" × ")}`),
    priced && fee.lines.length > 1 && h(
      "details",
      { class: "details" },
      h("summary", {}, `${counted(fee.lines.length, "candidate")}, each with a fee of their own`),
      h("ul", {}, fee.lines.map((line) => h("li", {}, h("span", { class: "number" }, line.candidate), ` ${money(line.money)}`))),
    ),
    h("p", { class: "hint" }, fee.explanation),
    h("p", { class: "waiver" }, fee.waiver),
  );
}

export function demonstrationMark() {
  return h("span", { class: "trust trust--demonstration" }, "demonstration figure");
}
