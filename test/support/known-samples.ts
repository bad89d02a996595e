// Samples whose values follow from their series and time, so that whoever reads them knows what they must be. Time goes in steps
// of half a minute, so that a few lives of some milliseconds seal blocks, make tiers and drop what is too old.
import type { EpochMs, Milliseconds } from "#shared/units/time";
import type { Clock } from "../../electron/engine/clock";
import { type EmbeddedStore, openEmbeddedStore } from "../../electron/engine/store/embedded-store";
import { createUnpacker } from "../../electron/engine/store/reading/unpack";
import type { KeepRules } from "../../electron/engine/store/retention";
import { counter, gauge, type Reading } from "../../shared/model/sample";

export const step: Milliseconds = 30_000;
export const writer = "known";
const hour: Milliseconds = 3_600_000;
const seriesCount = 12;

export const knownRules: KeepRules = { keep: [2 * hour, 6 * hour, 48 * hour], mostBytes: 1e9 };

/** Gauges, counters, one that never changes, and one that is there only now and then. */
export function knownReadings(time: EpochMs): Reading[] {
  const run = time / step;
  const readings = Array.from({ length: seriesCount }, (_, at) => {
    const labels = { at: String(at) };
    return at % 2 === 0
      ? counter("known_total", run * (at + 1), labels)
      : gauge("known_gauge", ((run * 7919 * at) % 1000) / 10, labels);
  });
  readings.push(gauge("known_constant", 42));
  if (run % 700 < 400) readings.push(gauge("known_at_times", run));
  return readings;
}

export interface StoppedClock extends Clock {
  set(time: EpochMs): void;
}

export function createStoppedClock(at: EpochMs): StoppedClock {
  let time = at;
  return {
    now: () => time,
    monotonic: () => 0,
    setTimer: () => () => undefined,
    set(to) {
      time = to;
    },
  };
}

export async function openKnownStore(folder: string, clock: Clock, remarks: string[]): Promise<EmbeddedStore> {
  return openEmbeddedStore({
    folder,
    clock,
    log: { info: () => undefined, warn: (text) => remarks.push(text), error: (text) => remarks.push(text) },
    rules: () => knownRules,
    onRemark: (remark) => remarks.push(remark),
  });
}

/** The samples in `from < t <= to`: the times at which there are any, and every series whose value is not what it must be. */
export async function readKnown(
  store: EmbeddedStore,
  from: EpochMs,
  to: EpochMs,
): Promise<{ times: EpochMs[]; wrong: string[] }> {
  const selection = { matchers: [{ label: "__name__", operator: "=~" as const, value: "known_.+" }], from, to, step: 0 };
  const { selections } = await store.read([selection]);
  const { unpack } = createUnpacker();
  const wrong: string[] = [];
  const valuesAt = new Map<EpochMs, Map<string, number>>();
  for (const found of selections[0] ?? []) {
    const { labels, times, values, stale } = unpack(found, {});
    for (const [row, time] of times.entries()) {
      if (stale?.[row]) continue;
      const own = valuesAt.get(time) ?? new Map<string, number>();
      valuesAt.set(time, own.set(`${labels.__name__} ${labels.at ?? ""}`, values[row] as number));
    }
  }
  for (const [time, values] of valuesAt) {
    const expected = new Map(knownReadings(time).map(({ name, labels, value }) => [`${name} ${labels.at ?? ""}`, value]));
    for (const [name, value] of expected) {
      if (values.get(name) !== value) wrong.push(`${name} at ${time} is ${values.get(name)} instead of ${value}`);
    }
    if (values.size > expected.size) wrong.push(`there are more series at ${time} than were written`);
  }
  return { times: [...valuesAt.keys()].sort((a, b) => a - b), wrong };
}
