// Panels that ask the same ask it once: of equal queries only the first goes to the engine, and the others get its answer.
import type { PlannedQuery } from "#shared/dashboards/queries/plan";
import type { InstantResult, Series } from "#shared/model/series";
import type { Milliseconds } from "#shared/units/time";

export interface Answer {
  /** Of a range query. */
  series?: readonly Series[];
  /** Its step, where another one was asked for than was planned. */
  stepMs?: Milliseconds;
  /** Of an instant query. */
  instant?: InstantResult;
  /** Warnings and remarks of the source: sentences. */
  notices: readonly string[];
  tookMs: Milliseconds;
}

export type AskQuery = (query: PlannedQuery, signal: AbortSignal) => Promise<Answer>;

export interface QueryPool {
  /** An abort gives up one's own interest; the query is cancelled when nobody waits for it any more. */
  ask: AskQuery;
  /** What was answered is asked anew from now on; what is under way goes on. */
  forget(): void;
}

interface Shared {
  source: string;
  expr: string;
  answer: Promise<Answer>;
  controller: AbortController;
  waiting: number;
}

/** What makes two queries one. */
export const queryKey = ({ source, expr, kind, startMs, endMs, stepMs }: PlannedQuery): string =>
  JSON.stringify(kind === "instant" ? [source, expr, kind, endMs] : [source, expr, kind, startMs, endMs, stepMs]);

/** How many answers are kept for panels that come to ask the same a moment later: one that is scrolled to, say. */
const mostKept = 40;

export function createQueryPool(askQuery: AskQuery): QueryPool {
  const shared = new Map<string, Shared>();

  function begin(key: string, query: PlannedQuery): Shared {
    const controller = new AbortController();
    const { source, expr } = query;
    // Of the same query only the newest stretch of time is kept: panels hold on to that one anyway.
    for (const [other, old] of shared) {
      if (old.waiting === 0 && old.expr === expr && old.source === source) shared.delete(other);
    }
    const entry: Shared = { source, expr, controller, waiting: 0, answer: askQuery(query, controller.signal) };
    shared.set(key, entry);
    entry.answer.catch(() => {
      // Told to whoever asked; asking again must ask again.
      if (shared.get(key) === entry) shared.delete(key);
    });
    for (const oldest of shared.keys()) {
      if (shared.size <= mostKept) break;
      if (shared.get(oldest)?.waiting === 0) shared.delete(oldest);
    }
    return entry;
  }

  return {
    async ask(query, signal) {
      const key = queryKey(query);
      const entry = shared.get(key) ?? begin(key, query);
      entry.waiting++;
      const leave = () => {
        entry.waiting--;
        if (entry.waiting > 0) return;
        if (shared.get(key) === entry) shared.delete(key);
        entry.controller.abort();
      };
      signal.addEventListener("abort", leave, { once: true });
      try {
        return await entry.answer;
      } finally {
        signal.removeEventListener("abort", leave);
        if (!signal.aborted) entry.waiting--;
      }
    },
    forget() {
      for (const [key, entry] of shared) if (entry.waiting === 0) shared.delete(key);
    },
  };
}
