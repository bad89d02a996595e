import type { ReadProblem } from "../span-table";

/** What is found wrong while reading: each kind once, with where it was first and how often it was. */
export class Problems {
  readonly #known = new Map<string, ReadProblem>();

  /** `say` is a sentence; `at`: the byte it is at. */
  note(say: string, at?: number): void {
    const known = this.#known.get(say);
    if (known) known.times++;
    else this.#known.set(say, { say: at === undefined ? say : `${say} The first is at byte ${at}.`, times: 1 });
  }

  list(): ReadProblem[] {
    return [...this.#known.values()];
  }
}
