// The step against a plain, mutable retelling of the rules as the specification has them, over random timelines.
import { expect, test } from "vitest";
import { labelsKey } from "#shared/model/labels";
import { type Alerts, type Found, step } from "../../../../electron/engine/rules/alert-state";
import { createRandom } from "../../../support/random-numbers";

const minute = 60_000;

interface Told {
  state: "pending" | "firing" | "inactive";
  activeAt: number;
  firedAt?: number;
  resolvedAt?: number;
  keepFiringSince?: number;
  value: number;
}

/** One evaluation as it is described, sentence by sentence. */
function evaluate(active: Map<string, Told>, found: readonly Found[], forMs: number, keepMs: number, ts: number): void {
  const inResult = new Set<string>();
  for (const { labels, value } of found) {
    const key = labelsKey(labels);
    inResult.add(key);
    const known = active.get(key);
    if (known && known.state !== "inactive") known.value = value;
    else active.set(key, { state: "pending", activeAt: ts, value });
  }
  for (const [key, alert] of [...active]) {
    if (inResult.has(key)) {
      delete alert.keepFiringSince;
    } else {
      let isKept = false;
      if (alert.state === "firing" && keepMs > 0) {
        alert.keepFiringSince ??= ts;
        isKept = ts - alert.keepFiringSince < keepMs;
      }
      const isOld = alert.resolvedAt !== undefined && ts - alert.resolvedAt > 15 * minute;
      if (alert.state === "pending" || isOld) active.delete(key);
      else if (alert.state === "firing" && !isKept) {
        alert.state = "inactive";
        alert.resolvedAt = ts;
        delete alert.keepFiringSince;
      }
      if (!isKept) continue;
    }
    if (alert.state === "pending" && ts - alert.activeAt >= forMs) {
      alert.state = "firing";
      alert.firedAt = ts;
    } else if (alert.state === "firing" && ts - alert.activeAt < forMs) {
      alert.state = "pending";
      delete alert.firedAt;
    }
  }
}

const plain = (alerts: Alerts) =>
  [...alerts].map(([key, { state, activeAt, firedAt, resolvedAt, keepFiringSince, value }]) => [
    key,
    { state: state === "resolved" ? "inactive" : state, activeAt, firedAt, resolvedAt, keepFiringSince, value },
  ]);
const told = (alerts: Map<string, Told>) =>
  [...alerts].map(([key, { state, activeAt, firedAt, resolvedAt, keepFiringSince, value }]) => [
    key,
    { state, activeAt, firedAt, resolvedAt, keepFiringSince, value },
  ]);
const sorted = (entries: unknown[][]) => entries.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));

test.each(Array.from({ length: 60 }, (_, seed) => seed))("timeline %i goes as the description has it", (seed) => {
  const random = createRandom(seed);
  let alerts: Alerts = new Map();
  const expected = new Map<string, Told>();
  /** What the changes alone tell of each alert. */
  const heard = new Map<string, string>();
  let [forMs, keepMs] = [random.whole(0, 4) * minute, random.whole(0, 3) * minute];
  let now = 0;
  for (let round = 0; round < 80; round++) {
    now += random.pick([1, 1, 1, 1, 2, 7]) * minute;
    // A reload.
    if (random.chance(0.05)) [forMs, keepMs] = [random.whole(0, 8) * minute, random.whole(0, 5) * minute];
    const found = ["a", "b", "c"]
      .filter((_, index) => random.chance([0.8, 0.5, 0.2][index] ?? 0))
      .map((job) => ({ labels: { alertname: "A", job }, annotations: {}, value: random.whole(0, 9) }));
    const next = step(alerts, found, { forMs, keepFiringForMs: keepMs }, now);
    alerts = next.alerts;
    evaluate(expected, found, forMs, keepMs, now);
    expect(sorted(plain(alerts))).toEqual(sorted(told(expected)));

    for (const { kind, alert } of next.changes) {
      const key = labelsKey(alert.labels);
      expect(heard.get(key), `${kind} is news`).not.toBe(kind);
      if (kind === "dropped" || kind === "resolved") heard.delete(key);
      else heard.set(key, kind);
    }
    const active = [...alerts].filter(([, { state }]) => state !== "resolved").map(([key, { state }]) => [key, state]);
    expect(sorted([...heard])).toEqual(sorted(active));
  }
});
