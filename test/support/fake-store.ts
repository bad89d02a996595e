// A store that only remembers what was written to it, in order.
import type { Reading } from "#shared/model/sample";
import type { SampleStore } from "../../electron/engine/store/store";

export interface FakeStore extends SampleStore {
  writes: { writer: string; time: number; readings: readonly Reading[] }[];
  ends: { writer: string; time: number }[];
}

export function createFakeStore(): FakeStore {
  const store: FakeStore = {
    writes: [],
    ends: [],
    append(writer, time, readings, labels) {
      store.writes.push({
        writer,
        time,
        readings: readings.map((reading) => ({ ...reading, labels: { ...reading.labels, ...labels } })),
      });
      return true;
    },
    endWriter: (writer, time) => {
      store.ends.push({ writer, time });
    },
    read: (selections) => ({ selections: selections.map(() => []), tiers: [], samples: 0 }),
    series: async () => [],
    labelNames: () => [],
    labelValues: () => [],
    kinds: () => new Map(),
    stats: () => ({ series: 0, samplesAppended: store.writes.reduce((sum, { readings }) => sum + readings.length, 0), bytes: 0 }),
  };
  return store;
}
