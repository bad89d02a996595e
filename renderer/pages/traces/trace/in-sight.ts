/** Which spans the waterfall shows at this moment. It changes with every step of scrolling, so it goes around React. */
export interface InSight {
  get(): { first: number; last: number };
  set(first: number, last: number): void;
  subscribe(run: () => void): () => void;
}

export function createInSight(): InSight {
  let now = { first: 0, last: 0 };
  const listeners = new Set<() => void>();
  return {
    get: () => now,
    set(first, last) {
      if (first === now.first && last === now.last) return;
      now = { first, last };
      for (const run of listeners) run();
    },
    subscribe(run) {
      listeners.add(run);
      return () => listeners.delete(run);
    },
  };
}
