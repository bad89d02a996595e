// What is pointed at and chosen among the results. It outlives the list: who opens a trace and comes back finds it as it was.
import { create } from "zustand";

interface PickedTraces {
  /** The row that the keys are at: the id of its trace. */
  cursor: string | undefined;
  /** The traces that are compared: at most two, in the order in which they were chosen. */
  picked: readonly string[];
  setCursor(traceId: string | undefined): void;
  /** Chooses it, or no more; the third takes the place of the first. */
  pick(traceId: string): void;
  clear(): void;
}

export const usePicked = create<PickedTraces>((set) => ({
  cursor: undefined,
  picked: [],
  setCursor: (cursor) => set({ cursor }),
  pick: (traceId) => set(({ picked }) => ({ picked: pickedWith(picked, traceId) })),
  clear: () => set({ cursor: undefined, picked: [] }),
}));

export const pickedWith = (picked: readonly string[], traceId: string): readonly string[] =>
  picked.includes(traceId) ? picked.filter((id) => id !== traceId) : [...picked, traceId].slice(-2);
