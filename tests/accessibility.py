"""axe on a page, with each look of text judged once a run.

Four fifths of axe's time is contrast, judged again for the same header, table and button on every page and in every state. Contrast depends
on what `look` gathers from computed styles: the colour and size of the letters and every layer of ground below them. A look that was
found good is not judged again; one that was not is found again wherever it stands. Text that lies over something which is not its
ancestor is always judged. Every other rule sees the whole page each time.
"""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

CRITERIA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# What another scheme or width can change besides contrast.
LOOKS = ["target-size", "link-in-text-block"]
_good: set[str] = set()

_RUN = """async ([rules, known]) => {
  // A document that is looked at stands in a frame of the store's, which axe cannot and need not ask.
  const run = async (context, runOnly, rules = {}) =>
    (await axe.run(context, { runOnly, rules, iframes: false, resultTypes: ["violations"] })).violations;
  const all = Array.isArray(rules) ? { type: "rule", values: rules } : { type: "tag", values: rules.criteria };
  const found = await run(document, all, Array.isArray(rules) ? {} : { "color-contrast": { enabled: false } });

  const grounds = new Map();
  const ground = (element) => {
    if (!element) return { layers: "", opaque: false, over: false };
    if (!grounds.has(element)) {
      const style = getComputedStyle(element);
      const plain = style.opacity === "1" && style.filter === "none" && style.mixBlendMode === "normal" && style.transform === "none";
      const clear = style.backgroundColor === "rgba(0, 0, 0, 0)" && style.backgroundImage === "none";
      const below = ground(element.parentElement);
      const layer = clear && plain ? "" :
        `${style.backgroundColor} ${style.backgroundImage} ${style.opacity} ${style.filter} ${style.mixBlendMode} ${style.transform};`;
      const opaque = /^rgb\\(/.test(style.backgroundColor);
      const lifted = !["static", "relative"].includes(style.position) || style.transform !== "none" || style.float !== "none";
      // Lifted out of the page and without a ground of its own, it lies over what is no ancestor.
      grounds.set(element, { layers: layer + below.layers, over: !opaque && (lifted || below.over) });
    }
    return grounds.get(element);
  };
  // axe passes over what is disabled, and what names it.
  const idle = new Set();
  for (const control of document.querySelectorAll(":disabled, [aria-disabled=true]")) {
    for (const each of [control, ...(control.labels ?? [])]) [each, ...each.querySelectorAll("*")].forEach((one) => idle.add(one));
    const named = (control.getAttribute("aria-labelledby") ?? "").split(/\\s+/).filter(Boolean);
    for (const id of named) if (document.getElementById(id)) idle.add(document.getElementById(id));
  }
  const look = (element) => {
    const style = getComputedStyle(element);
    const text = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join("").trim();
    const field = element.matches("input, select, textarea, button");
    if (!text && !field) return null;
    const box = element.getBoundingClientRect();
    const { layers, over } = ground(element);
    const certain = !over && box.width > 1 && box.height > 1 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    const said = field ? `${element.localName} ${element.type} ${getComputedStyle(element, "::placeholder").color}` : text.length > 1;
    const letters = [style.color, style.fontSize, style.fontWeight, style.textShadow, style.fontFamily, said, idle.has(element)];
    return { element, certain, key: `${letters.join()} on ${layers}` };
  };
  const asked = [], looks = new Set();
  for (const element of document.querySelectorAll("body, body *")) {
    const seen = look(element);
    if (!seen || (seen.certain && (known.includes(seen.key) || looks.has(seen.key)))) continue;
    if (seen.certain) looks.add(seen.key);
    asked.push(element);
  }
  const pale = asked.length ? await run({ include: asked }, { type: "rule", values: ["color-contrast"] }) : [];
  return { found: [...found, ...pale], good: pale.length ? [] : [...looks] };
}"""


def violations(page: Page, *, looks_only: bool = False) -> list[dict[str, Any]]:
    """Return axe's violations of WCAG 2.2 AA on the page as it stands; with `looks_only`, of what a scheme or a width can change."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
    answer = page.evaluate(_RUN, [LOOKS if looks_only else {"criteria": CRITERIA}, sorted(_good)])
    _good.update(answer["good"])
    found: list[dict[str, Any]] = answer["found"]
    return found
