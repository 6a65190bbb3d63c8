// Of questions asked one after another, the answer to the last: an answer that comes late must not be drawn over what was chosen since.
export class Latest {
  #turn = 0;

  // What `asking` resolves to, or null where something else was asked meanwhile.
  async of(asking) {
    const turn = ++this.#turn;
    const answer = await asking;
    return turn === this.#turn ? answer : null;
  }
}
