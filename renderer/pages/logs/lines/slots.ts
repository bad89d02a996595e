/**
 * Which of the drawn rows shows which line. A line keeps its row for as long as it is in sight, and a line that comes takes the row of
 * one that has gone: while a tail replaces every line ten times a second, texts change, and no elements come and go.
 */
export interface Slots {
  /** For the lines in sight, in their order. */
  assign(ids: readonly number[]): readonly number[];
}

export function createSlots(): Slots {
  let slots = new Map<number, number>();
  return {
    assign(ids) {
      const kept = new Map<number, number>();
      const taken = new Set<number>();
      for (const id of ids) {
        const slot = slots.get(id);
        if (slot === undefined) continue;
        kept.set(id, slot);
        taken.add(slot);
      }
      let next = 0;
      const assigned = ids.map((id) => {
        const known = kept.get(id);
        if (known !== undefined) return known;
        while (taken.has(next)) next++;
        taken.add(next);
        kept.set(id, next);
        return next;
      });
      slots = kept;
      return assigned;
    },
  };
}
