// Candidates found by what somebody types.

// A number with or without its leading zeros, from its start; or every word from the start of a part of the name.
export function fitsFilter({ number, name }, typed) {
  const words = typed.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const parts = name.toLowerCase().split(/[\s,’'-]+/);
  return words.every((word) =>
    /^\d+$/.test(word) ? number.startsWith(word) || number.replace(/^0+/, "").startsWith(word.replace(/^0+(?=\d)/, "")) : parts.some((part) => part.startsWith(word)),
  );
}
