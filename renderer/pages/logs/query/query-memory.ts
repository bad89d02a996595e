// What the page remembers of its queries: those that were run and those that were saved. One memory for all of the page; each
// change starts from the storage, because another window may have written there meanwhile.
import { createStore, useStore } from "zustand";
import type { PastQuery, TextStorage } from "../../../stores/query-storage";
import { forgetHistory, readHistory, rememberQuery } from "./history";
import { readSaved, removeSaved, type SavedQuery, saveQuery } from "./saved-queries";

export interface QueryMemory {
  /** Newest first. */
  past: readonly PastQuery[];
  /** By name. */
  saved: readonly SavedQuery[];
  remember(query: Pick<PastQuery, "expr" | "source">): void;
  forget(): void;
  /** A new query, or another name for one that is there. False when the browser does not keep it. */
  save(query: Pick<SavedQuery, "expr" | "source" | "name"> & { id?: string }): boolean;
  remove(id: string): void;
}

export function createQueryMemory(storage: TextStorage, { now, newId }: { now(): number; newId(): string }) {
  return createStore<QueryMemory>((set) => ({
    past: readHistory(storage),
    saved: readSaved(storage),
    remember: (query) => set({ past: rememberQuery(storage, { ...query, at: now() }) }),
    forget: () => set({ past: forgetHistory(storage) }),
    save({ id = newId(), ...query }) {
      const isKept = saveQuery(storage, { id, at: now(), ...query });
      set({ saved: readSaved(storage) });
      return isKept;
    },
    remove(id) {
      removeSaved(storage, id);
      set({ saved: readSaved(storage) });
    },
  }));
}

let memory: ReturnType<typeof createQueryMemory> | undefined;

/** The page's own: read from the storage when it is first looked at. */
function pageMemory(): ReturnType<typeof createQueryMemory> {
  memory ??= createQueryMemory(localStorage, { now: Date.now, newId: () => crypto.randomUUID() });
  return memory;
}

export const useQueryMemory = <T>(select: (memory: QueryMemory) => T): T => useStore(pageMemory(), select);

/** Puts a query that was run in front of the history. */
export const rememberRun = (query: Pick<PastQuery, "expr" | "source">): void => pageMemory().getState().remember(query);
