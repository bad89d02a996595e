import type { Milliseconds } from "#shared/units/time";

/** How late something came that should come every second, over the last times that it did. */
export interface Lateness {
  maxMs: Milliseconds;
  meanMs: Milliseconds;
}

export function createLatenessMeter(over: number): { add(late: Milliseconds): void; read(): Lateness } {
  const latest: Milliseconds[] = [];
  let next = 0;
  return {
    add(late) {
      // A timer may fire a hair early, which makes up for no other's lateness.
      latest[next++ % over] = Math.max(0, late);
    },
    read: () => ({
      maxMs: latest.reduce((most, late) => Math.max(most, late), 0),
      meanMs: latest.length === 0 ? 0 : latest.reduce((sum, late) => sum + late, 0) / latest.length,
    }),
  };
}
