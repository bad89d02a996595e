import { shorten } from "../shorten";
import type { ReadProblem } from "../span-table";

/** Sentences that quote a source may all be different ones, and long; nobody reads more of them. */
const mostKinds = 100;
const longestSentence = 500;
const ofOtherKinds = "There is more that is wrong, of other kinds.";

/** What is found wrong while reading: each kind once, with where it was first and how often it was. */
export class Problems {
  readonly #known = new Map<string, ReadProblem>();

  /** `say` is a sentence; `at`: the byte it is at. */
  note(say: string, at?: number): void {
    const short = shorten(say, longestSentence);
    const known = this.#known.get(short);
    if (known) known.times++;
    else if (this.#known.size >= mostKinds && short !== ofOtherKinds) this.note(ofOtherKinds);
    else this.#known.set(short, { say: at === undefined ? short : `${short} The first is at byte ${at}.`, times: 1 });
  }

  list(): ReadProblem[] {
    return [...this.#known.values()];
  }
}
