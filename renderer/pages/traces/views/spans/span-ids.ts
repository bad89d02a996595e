// Ids of spans, asked of the reader for the rows in sight: all of them at once would be tens of megabytes of text.

export interface SpanIds {
  /** Undefined until it is there; asks for it. */
  idOf(position: number): string | undefined;
  /** Told when ids have come. Returns the function that stops it. */
  onChange(run: () => void): () => void;
}

/** `later` runs what is asked together once the rows of one picture have asked. */
export function createSpanIds(
  ask: (positions: Uint32Array) => Promise<string[]>,
  later: (run: () => void) => void = queueMicrotask,
): SpanIds {
  const known = new Map<number, string>();
  const listeners = new Set<() => void>();
  let wanted = new Set<number>();
  const asked = new Set<number>();

  async function send(): Promise<void> {
    const positions = Uint32Array.from(wanted);
    wanted = new Set();
    try {
      const ids = await ask(positions);
      for (const [place, position] of positions.entries()) known.set(position, ids[place] ?? "");
      for (const run of listeners) run();
    } catch {
      // The reader has gone, and the page says so; the cells stay empty until they are scrolled to again.
      for (const position of positions) asked.delete(position);
    }
  }

  return {
    idOf(position) {
      const id = known.get(position);
      if (id === undefined && !asked.has(position)) {
        asked.add(position);
        wanted.add(position);
        if (wanted.size === 1) later(send);
      }
      return id;
    },
    onChange(run) {
      listeners.add(run);
      return () => listeners.delete(run);
    },
  };
}
