// What the awarding body offers, as the site publishes it: for suggestions and for words. What may be asked for is the API's to say.
import { Unanswered } from "./api.js";
import { ROOT } from "./session.js";

const kept = new Map();

export function catalogue(body) {
  if (!kept.has(body)) {
    const asked = fetch(new URL(`catalogue/${body}.json`, ROOT)).then((answer) => {
      if (!answer.ok) throw new Unanswered();
      return answer.json();
    });
    asked.catch(() => kept.delete(body));
    kept.set(body, asked);
  }
  return kept.get(body);
}
