// The words of an awarding body on a page of a desk, as functions/domain/catalogue/words.py puts sentences into them: a test holds both to the
// same cases. What the API sends is left as it is, names and titles among it: its own sentences come in the body's words already.
const OURS = { candidate: "candidates", centre: "centres", syllabus: "syllabuses", component: "components" };
const ALL = [...Object.values(OURS), ...Object.keys(OURS)].join("|");
const KEPT = "Heads? of Centre|Centre Reviews?|Associate Centres?"; // names of a role, of a record and of a kind of centre
const WHOLE = new RegExp(`(?<kept>${KEPT})|(?<![\\w@./{])(?:(?<article>an?)(?<space>\\s+))?(?<word>${ALL})(?![\\w@/}]|\\.\\w)`, "gi");
const HAS_OURS = new RegExp(`\\b(${ALL})\\b`, "i");
const SAID_WITH_CONSONANT = /^(uni|use|eu|one)/;
const SHOWN = ["aria-label", "placeholder", "data-label", "title"]; // attributes that people read or hear
const LEFT_ALONE = "script, style, textarea, [translate=no]";

const known = new Set(); // texts of the API that have one of our words in them
let theirs = null;

// Says everything on the page in these words from now on: {candidate: {one, several}, …}. `answers` are those that came since the last call.
export function speak(words, answers = []) {
  for (const each of answers) keep(each);
  if (theirs) return;
  theirs = words;
  const article = document.querySelector("article");
  document.title = inWords(document.title);
  if (!article) return;
  change(article);
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) for (const each of addedNodes.length ? addedNodes : [target]) change(each);
  }).observe(article, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: SHOWN });
}

// A sentence of ours in the words of a body.
export function said(text, words = theirs) {
  return text.replace(WHOLE, (...found) => {
    const { kept, article, space, word } = found.at(-1);
    const ours = kept ? null : Object.keys(OURS).find((each) => [each, OURS[each]].includes(word.toLowerCase()));
    if (!words?.[ours]) return found[0];
    const own = words[ours][word.toLowerCase() === ours ? "one" : "several"];
    const before = article ? asWritten(/^[aeiou]/.test(own) && !SAID_WITH_CONSONANT.test(own) ? "an" : "a", article) + space : "";
    return before + asWritten(own, word);
  });
}

function asWritten(word, written) {
  if (written.length > 1 && written === written.toUpperCase()) return word.toUpperCase();
  return /^[A-Z]/.test(written) ? word[0].toUpperCase() + word.slice(1) : word;
}

function keep(value) {
  if (typeof value === "string") {
    if (HAS_OURS.test(value)) for (const line of value.split("\n")) known.add(line.trim());
  } else if (value && typeof value === "object") {
    for (const each of Object.values(value)) keep(each);
  }
}

// What the API sent stays; what stands around it is ours.
function inWords(text) {
  if (!HAS_OURS.test(text)) return text;
  const sent = [...known].filter((each) => each && text.includes(each)).sort((one, other) => other.length - one.length);
  if (sent.length === 0) return said(text);
  const [first] = sent;
  return text.split(first).map(inWords).join(first);
}

function change(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    const text = node.parentElement?.closest(LEFT_ALONE) ? node.data : inWords(node.data);
    if (text !== node.data) node.data = text;
  } else if (node.nodeType === Node.ELEMENT_NODE && !node.closest(LEFT_ALONE)) {
    for (const name of SHOWN) if (node.hasAttribute(name) && inWords(node.getAttribute(name)) !== node.getAttribute(name)) node.setAttribute(name, inWords(node.getAttribute(name)));
    for (const each of node.childNodes) change(each);
  }
}
