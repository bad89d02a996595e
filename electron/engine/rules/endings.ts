// The series of a group that is gone end after two intervals, as in Prometheus: it may come back at once, as when a rule file is
// switched off and on.
import type { Reading } from "#shared/model/sample";
import type { Milliseconds } from "#shared/units/time";
import type { Clock } from "../clock";
import type { SampleStore } from "../store/store";
import type { Written } from "./rule-series";

export interface Endings {
  /** Ends what the writer wrote when so much time has passed. */
  later(writer: string, series: Written, delay: Milliseconds): void;
  /** The writer is back: gives what was to end, for it to go on with or to end itself. */
  take(writer: string): Written;
  close(): void;
}

export function createEndings({ store, clock }: { store: Pick<SampleStore, "append">; clock: Clock }): Endings {
  const waiting = new Map<string, { series: Map<string, Reading>; cancel: () => void }>();

  function take(writer: string): Map<string, Reading> {
    const found = waiting.get(writer);
    waiting.delete(writer);
    found?.cancel();
    return found?.series ?? new Map();
  }

  return {
    later(writer, series, delay) {
      const all = new Map([...take(writer), ...series]);
      if (all.size === 0) return;
      const cancel = clock.setTimer(() => {
        waiting.delete(writer);
        store.append(writer, clock.now(), [], undefined, [...all.values()]);
      }, delay);
      waiting.set(writer, { series: all, cancel });
    },
    take,
    close() {
      for (const { cancel } of waiting.values()) cancel();
      waiting.clear();
    },
  };
}
