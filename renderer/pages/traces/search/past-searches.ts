// The searches that were made on this page: as parts of an address, told in words.
import { createStore, useStore } from "zustand";
import { formatDuration } from "#shared/format/duration";
import { visibleText } from "../../../components/visible-text";
import { forgetPastQueries, readPastQueries, rememberPastQuery } from "../../../stores/past-queries";
import type { PastQuery, TextStorage } from "../../../stores/query-storage";
import { readSearch, usualLimit } from "../url";

const key = "watchdeck.traces.history";

interface PastSearches {
  /** Newest first. */
  past: readonly PastQuery[];
  remember(query: Pick<PastQuery, "expr" | "source">): void;
  forget(): void;
}

export function createPastSearches(storage: TextStorage, now: () => number) {
  return createStore<PastSearches>((set) => ({
    past: readPastQueries(storage, key),
    remember: (query) => set({ past: rememberPastQuery(storage, key, { ...query, at: now() }) }),
    forget: () => set({ past: forgetPastQueries(storage, key) }),
  }));
}

let searches: ReturnType<typeof createPastSearches> | undefined;

/** The page's own: read from the storage when it is first looked at. */
function pageSearches(): ReturnType<typeof createPastSearches> {
  searches ??= createPastSearches(localStorage, Date.now);
  return searches;
}

export const usePastSearches = <T>(select: (memory: PastSearches) => T): T => useStore(pageSearches(), select);

export const rememberSearch = (query: Pick<PastQuery, "expr" | "source">): void => pageSearches().getState().remember(query);

/** `checkout · POST /pay · error=true · at least 100ms · last 1h`. */
export function searchWords(expr: string): string {
  const { service, operation, tags, min, max, range, limit } = readSearch(new URLSearchParams(expr));
  const words = [
    service ?? "any service",
    operation,
    tags,
    min && `at least ${min}`,
    max && `at most ${max}`,
    range.kind === "last" ? `last ${formatDuration(range.forMs)}` : "between two times",
    limit !== usualLimit && `${limit} traces`,
  ];
  return visibleText(words.filter(Boolean).join(" · "));
}
