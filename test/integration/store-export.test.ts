// The export of the store in Prometheus's own hands: promtool makes blocks of it, a server over those blocks answers as we do from
// the store, and what promtool writes of them comes back by an import.
import { spawnSync } from "node:child_process";
import { createReadStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { counter, gauge, type Reading, untyped } from "#shared/model/sample";
import { parsePromql } from "#shared/promql/parse";
import { hours, minutes } from "#shared/units/time";
import { instantJson, rangeJson } from "../../electron/cli/prometheus-json";
import { createQueries } from "../../electron/engine/queries/queries";
import type { Queries } from "../../electron/engine/queries/query-answer";
import { type EmbeddedStore, openEmbeddedStore } from "../../electron/engine/store/embedded-store";
import { exportOpenMetrics } from "../../electron/engine/store/open-metrics/export";
import { importOpenMetrics } from "../../electron/engine/store/open-metrics/import";
import { createFakeClock } from "../support/fake-clock";
import { isOnPath } from "../support/programs";
import { createRandom } from "../support/random-numbers";
import { prometheusVersion, type RunningServer, startPrometheus } from "../support/servers";
import { suite } from "../support/suite";
import { quietLog } from "../support/transports";

const missing = [...(prometheusVersion() ? [] : ["prometheus"]), ...(isOnPath("promtool") ? [] : ["promtool"])];
const major = Number(prometheusVersion()?.split(".")[0]);
const start = Date.UTC(2026, 10, 21, 8, 0, 3);
const length = minutes(50);
const { signal } = new AbortController();

suite("the export of the store", missing, () => {
  const folder = mkdtempSync(join(tmpdir(), "watchdeck-export-"));
  const clock = createFakeClock(start);
  let store: EmbeddedStore;
  let queries: Queries;
  let server: RunningServer;

  const openStore = (name: string) =>
    openEmbeddedStore({
      folder: join(folder, name),
      clock,
      log: quietLog,
      rules: () => ({ keep: [hours(24), hours(24 * 7), hours(24 * 90)], mostBytes: 1e9 }),
    });

  beforeAll(async () => {
    store = await openStore("a");
    fill(store);
    // So that most of it comes from disk.
    clock.stepWall(start + length);
    await store.flush();
    await store.maintain();
    queries = createQueries({ store, clock });

    const text = join(folder, "samples.om");
    writeFileSync(text, await exported(store));
    mkdirSync(join(folder, "blocks"));
    promtool("tsdb", "create-blocks-from", "openmetrics", text, join(folder, "blocks"));
    server = await startPrometheus({ blocks: join(folder, "blocks"), args: ["--storage.tsdb.retention.time=100y"] });
  });

  afterAll(async () => {
    await server?.stop();
    await queries?.close();
    await store?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("most of what was exported lay on disk", async () => {
    expect((await store.history()).tiers[0]?.blocks).toBeGreaterThan(3);
  });

  // Moments and the lengths of ranges are odd, so that no sample lies on an end: before version 3 ranges were closed on both sides.
  test.each([
    "gauge",
    "requests_total",
    '{__name__=~".+"}',
    "sum by (code) (rate(requests_total[1m1ms]))",
    "increase(requests_total[5m1ms])",
    "avg_over_time(gauge[3m1ms])",
    "count_over_time(slow[10m1ms])",
    "max(gauge) - min(gauge)",
    'escapes_total{path=~"C:[^a]*"}',
  ])("%s is answered alike", async (expr) => {
    const range = { start: start + minutes(2) + 500, end: start + length - 500, step: 17_000 };
    const ours = await queries.range(parsePromql(expr), range, { signal });
    const seconds = (ms: number) => new Date(ms).toISOString();
    const theirs = await ask("query_range", { query: expr, start: seconds(range.start), end: seconds(range.end), step: "17s" });
    expect(sorted(JSON.parse(rangeJson(ours.series, ours)))).toEqual(sorted(theirs));
    expect(ours.series.length).toBeGreaterThan(0);
  });

  test("every sample is there", async () => {
    const time = start + length - 500;
    const expr = `count_over_time({__name__=~".+"}[${length}ms])`;
    const ours = await queries.instant(parsePromql(`sum(${expr})`), time, { signal });
    expect(sorted(JSON.parse(instantJson(ours.result, ours)))).toEqual(
      sorted(await ask("query", { query: `sum(${expr})`, time: new Date(time).toISOString() })),
    );
  });

  // Before version 3 promtool could not write this format.
  test.skipIf(major < 3)("what promtool writes of its blocks comes back by an import", async () => {
    const dump = join(folder, "dump.om");
    // It reads whole storages only.
    mkdirSync(join(folder, "blocks", "wal"));
    // Names with dots it writes as nobody can read them.
    const plain = '{__name__=~"[a-z_:]+"}';
    writeFileSync(dump, promtool("tsdb", "dump-openmetrics", `--match=${plain}`, join(folder, "blocks")));
    const other = await openStore("b");
    try {
      await importOpenMetrics(() => createReadStream(dump), other, "import");
      const lines = (text: string) => text.split("\n").filter((line) => /^[a-z]/.test(line));
      // A dump has no types, so its families are others, and in another order.
      expect(lines(await exported(other)).sort()).toEqual(lines(await exported(store)).sort());
    } finally {
      await other.close();
    }
  });

  async function ask(path: string, fields: Record<string, string>): Promise<unknown> {
    const answer = await fetch(`${server.url}/api/v1/${path}`, { method: "POST", body: new URLSearchParams(fields) });
    return answer.json();
  }
});

async function exported(store: EmbeddedStore): Promise<string> {
  let text = "";
  const help = (metric: string) => (metric === "gauge" ? 'A "gauge"\nwith a \\ in its help.' : undefined);
  for await (const part of exportOpenMetrics(store, { from: start - hours(1), to: start + hours(2), help })) text += part;
  return text;
}

function promtool(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync("promtool", args, { encoding: "utf8", maxBuffer: 1e9 });
  if (status !== 0) throw new Error(`promtool ${args.join(" ")} ended with ${status}: ${stderr}`);
  return stdout;
}

/** Kinds, resets, gaps, a series that ends (of which an export cannot tell, so nobody asks near its end), values of all sorts. */
function fill(store: EmbeddedStore): void {
  const random = createRandom(4);
  let requests = 0;
  let errors = 0;
  for (let time = start; time < start + length; time += 1000) {
    requests = random.chance(0.002) ? 0 : requests + random.whole(0, 5);
    errors += random.whole(0, 1);
    const readings: Reading[] = [
      gauge("gauge", random.fraction(), { host: "a" }),
      gauge("gauge", random.pick([Number.NaN, Number.POSITIVE_INFINITY, 1e-9, -0, 5e300]), { host: "b" }),
      counter("requests_total", requests, { code: "200" }),
      counter("requests_total", errors, { code: "500" }),
      counter("escapes_total", errors, { path: 'C:\\ "x"\n=,{}' }),
      untyped("odd_name:sum", 0.1 * random.whole(0, 9)),
      ...(major >= 3 ? [gauge("the.dotted name", 1, { "a label": "grün" })] : []),
    ];
    store.append("often", time, readings, { job: "j", instance: "i" });
    if ((time - start) % 15_000 === 0) store.append("seldom", time + 250, [gauge("slow", random.whole(0, 3))]);
  }
}

/** The last digits of averages are not the same in all versions. */
const rounded = ([time, value]: [number, string]) => [time, /\d\.\d/.test(value) ? Number(value).toPrecision(13) : value];

interface Json {
  status: string;
  data: {
    resultType: string;
    result: { metric: Record<string, string>; values?: [number, string][]; value?: [number, string] }[];
  };
}

/** By labels; the order of series is nobody's promise. */
function sorted(json: unknown): unknown {
  const { status, data } = json as Json;
  const key = (metric: Record<string, string>) => JSON.stringify(Object.entries(metric).sort());
  const result = data?.result
    .map(({ metric, value, values = [] }) => ({ key: key(metric), points: [...values, ...(value ? [value] : [])].map(rounded) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  return { status, resultType: data?.resultType, result };
}
