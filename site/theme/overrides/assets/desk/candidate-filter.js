// Candidates found by what somebody types, as functions/domain/search.py finds them: a test holds both to the same cases.

// Letters that Unicode does not take apart, as people write them who have no such key.
const LETTERS = { ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ħ: "h", ı: "i", ŋ: "n", ß: "ss", ς: "σ" };
const INSIDE_WORDS = /['’‘ʼʻ`´′‐‑–-]/gu; // apostrophes and hyphens of all kinds, also as accents that stand alone
const DIGIT = /\p{Nd}/u;

// The text as it is compared: lower case, without accents, apostrophes and hyphens, with plain digits and single spaces.
export function folded(text) {
  const apart = text.replaceAll(INSIDE_WORDS, "").normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
  const plain = [...apart].map((each) => LETTERS[each] ?? (DIGIT.test(each) ? digit(each.codePointAt(0)) : each)).join("");
  return plain.replaceAll(INSIDE_WORDS, "").replaceAll(/\s+/gu, " ").trim();
}

// The beginning of a number, with or without its leading zeros; or every word, in any order, as part of the name.
export function fitsFilter({ number, name }, typed) {
  const words = folded(typed.replaceAll(",", " ")).split(" ").filter(Boolean);
  const compared = folded(name);
  const whole = folded(number);
  const begins = (word) => whole.startsWith(word) || (/^\d+$/.test(word) && whole.replace(/^0+/, "").startsWith(word.replace(/^0+/, "") || "0"));
  return words.every((word) => begins(word) || compared.includes(word));
}

// Digits of an alphabet stand together, from its nought on.
function digit(code) {
  let nought = code;
  while (code - nought < 9 && DIGIT.test(String.fromCodePoint(nought - 1))) nought -= 1;
  return String(code - nought);
}
