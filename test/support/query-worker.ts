// The real query worker, bundled once for a test file, and a store with a known load for it.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { counter, gauge, type Reading } from "#shared/model/sample";
import type { SampleStore } from "../../electron/engine/store/store";
import { bundle } from "./bundle";
import { createMemoryStore } from "./memory-store";

export interface BundledWorker {
  entry: URL;
  remove(): void;
}

export async function bundleQueryWorker(): Promise<BundledWorker> {
  const folder = mkdtempSync(join(tmpdir(), "watchdeck-query-worker-"));
  const program = await bundle("electron/engine/queries/query-worker.ts", folder);
  return { entry: pathToFileURL(program), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** `c_total` and `up` of so many instances, every second for so long after the start; instance 1 is absent every seventh second. */
export function filledStore(start: number, { series, seconds }: { series: number; seconds: number }): SampleStore {
  const store = createMemoryStore();
  const all = Array.from({ length: series }, (_, index) => ({ instance: `host-${index}`, job: "test" }));
  for (let second = 1; second <= seconds; second++) {
    const readings: Reading[] = [];
    for (const [index, labels] of all.entries()) {
      if (index === 1 && second % 7 === 0) continue;
      readings.push(counter("c_total", second * (index + 1), labels), gauge("up", (second + index) % 2, labels));
    }
    store.append("test", start + second * 1000, readings);
  }
  return store;
}
