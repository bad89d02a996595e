// The address follows what is shown of a trace, a moment later: the keys move faster than a browser lets its address be changed.
import type { Trace } from "#shared/model/trace";
import type { TraceState, TraceStore } from "./trace-state";
import type { TraceAddress } from "./url";

export const pauseMs = 400;

interface Parts {
  trace: Pick<Trace, "services">;
  store: TraceStore;
  /** Rejects when the trace was put away meanwhile. */
  spanIdOf(position: number): Promise<string>;
  write(address: TraceAddress): void;
}

/** Returns the function that ends it; nothing is written after that, because the address is then that of something else. */
export function followState({ trace, store, spanIdOf, write }: Parts): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;

  async function tell(): Promise<void> {
    const state = store.getState();
    try {
      const id = state.chosen === undefined ? "" : await spanIdOf(state.chosen);
      // What has changed since is told by itself.
      if (isOver || isToldOf(store.getState(), state)) return;
      write(addressOf(trace, state, id || undefined));
    } catch {
      // Its details say why nothing can be asked of the trace any more; the address stays at what it was.
    }
  }
  const stop = store.subscribe((now, before) => {
    if (!isToldOf(now, before)) return;
    clearTimeout(timer);
    timer = setTimeout(() => void tell(), pauseMs);
  });
  return () => {
    isOver = true;
    clearTimeout(timer);
    stop();
  };
}

/** Opens the details of a span that a link names, in whichever view the link shows. */
export function chooseLinked(store: TraceStore, position: number): void {
  const { name, show, choose } = store.getState();
  if (name === "waterfall") show(position);
  else choose(position);
}

/** Whether the address says anything of what has changed. */
const isToldOf = (now: TraceState, before: TraceState): boolean =>
  now.name !== before.name ||
  now.chosen !== before.chosen ||
  now.filter !== before.filter ||
  now.foldsRuns !== before.foldsRuns ||
  now.find.words !== before.find.words ||
  now.onlyMatches !== before.onlyMatches;

export const addressOf = (
  trace: Pick<Trace, "services">,
  { name, filter, find, onlyMatches, foldsRuns }: Pick<TraceState, "name" | "filter" | "find" | "onlyMatches" | "foldsRuns">,
  spanId: string | undefined,
): TraceAddress => ({
  view: name,
  spanId,
  find: find.words,
  onlyMatches,
  criticalOnly: filter.criticalOnly === true,
  errorsOnly: filter.errorsOnly === true,
  leastShare: filter.leastShare ?? 0,
  foldsRuns,
  hidden: [...(filter.services ?? [])].map((service) => trace.services[service] ?? ""),
});
