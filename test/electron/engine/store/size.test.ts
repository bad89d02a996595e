import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { hours, minutes } from "#shared/units/time";
import { openEmbeddedStore } from "../../../../electron/engine/store/embedded-store";
import { createFakeClock } from "../../../support/fake-clock";
import { createFakeLog } from "../../../support/fake-log";
import { createRandom } from "../../../support/random-numbers";

test("while an import writes three times the size and tiers are made of it, the files stay within 5 % of the size", async () => {
  const folder = mkdtempSync(join(tmpdir(), "watchdeck-size-"));
  const now = Date.UTC(2026, 10, 21, 12);
  const mostBytes = 8e6;
  const store = await openEmbeddedStore({
    folder,
    clock: createFakeClock(now),
    log: createFakeLog(),
    rules: () => ({ keep: [hours(24), hours(24 * 7), hours(24 * 90)], mostBytes }),
  });
  const random = createRandom(1);
  let most = 0;
  const weigh = async () => {
    most = Math.max(most, (await store.history()).bytes);
  };
  try {
    let written = 0;
    for (let start = now - hours(24); written < 3 * mostBytes; start += minutes(10)) {
      const times = Float64Array.from({ length: 600 }, (_, second) => start + (second + 1) * 1000);
      // Noise does not pack: eight bytes for each sample.
      const columns = Array.from({ length: 100 }, (_, index) => ({
        labels: { __name__: "noise", index: String(index) },
        column: { values: times.map(() => random.fraction()) },
      }));
      await store.addBlock("import 1", times, columns);
      written += 600 * 100 * 6;
      await weigh();
    }
    await store.maintain();
    await weigh();
    expect(most).toBeGreaterThan(mostBytes * 0.9);
    expect(most).toBeLessThan(mostBytes * 1.05);
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);
