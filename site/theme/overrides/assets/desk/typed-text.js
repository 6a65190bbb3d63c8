// Text that somebody typed, beside text that nobody did: functions/domain/typed_text.py says why.
const DIRECTION_CHANGES = /[\u202a-\u202e\u2066-\u2069]/g;
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

// Without the characters that turn the direction of all that follows; what isolates a whole text from its neighbours stays.
export function withoutDirectionChanges(text) {
  return text.replace(/[\u202a-\u202e]/g, "");
}

// A name or a word as it may stand in a line with others: what is written from right to left turns no number round.
export function isolated(text) {
  const bare = text.replace(DIRECTION_CHANGES, "");
  return RIGHT_TO_LEFT.test(bare) ? `\u2068${bare}\u2069` : bare;
}
