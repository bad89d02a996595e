import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Labels } from "#shared/model/labels";
import { counter, gauge, type Reading, untyped } from "#shared/model/sample";
import { hours } from "#shared/units/time";
import { type EmbeddedStore, openEmbeddedStore } from "../../../../../electron/engine/store/embedded-store";
import { type ExportRequest, exportOpenMetrics } from "../../../../../electron/engine/store/open-metrics/export";
import { importOpenMetrics } from "../../../../../electron/engine/store/open-metrics/import";
import { createFakeClock } from "../../../../support/fake-clock";
import { createRandom } from "../../../../support/random-numbers";
import { quietLog } from "../../../../support/transports";

const noon = Date.UTC(2026, 10, 21, 12);
let folder: string;
let stores: EmbeddedStore[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "watchdeck-open-metrics-"));
  stores = [];
});
afterEach(async () => {
  for (const store of stores) await store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function openStore(name: string): Promise<EmbeddedStore> {
  const store = await openEmbeddedStore({
    folder: join(folder, name),
    clock: createFakeClock(noon),
    log: quietLog,
    rules: () => ({ keep: [hours(24), hours(24 * 7), hours(24 * 90)], mostBytes: 1e9 }),
  });
  stores.push(store);
  return store;
}

const everything = { from: noon - hours(48), to: noon + hours(48) };

async function exported(store: EmbeddedStore, request: Partial<ExportRequest> = {}): Promise<string> {
  let text = "";
  for await (const part of exportOpenMetrics(store, { ...everything, ...request })) text += part;
  return text;
}

const imported = (store: EmbeddedStore, text: string, name = "import") =>
  importOpenMetrics(
    async function* () {
      const bytes = new TextEncoder().encode(text);
      for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
    },
    store,
    name,
  );

test("series are told by family, with kind and meaning, in order of their times", async () => {
  const store = await openStore("a");
  const run = (second: number, readings: Reading[], labels?: Labels) => store.append("w", noon + 1000 * second, readings, labels);
  run(0, [gauge("b", 1.5), counter("requests_total", 7, { code: "500" }), untyped("z", Number.NaN)], { job: "j" });
  run(1, [gauge("b", -0), counter("requests_total", 8, { code: "500" }), counter("requests_total", 1, { code: '2"\n\\' })], {
    job: "j",
  });
  run(2.5, [gauge("b", 1e300), counter("odd", 4), gauge("a.dotted", 1, { "the place": "x" })], { job: "j" });
  const help = (metric: string) => (metric === "requests_total" ? 'How many\nwere "asked".' : undefined);
  expect(await exported(store, { help })).toBe(`# TYPE "a.dotted" gauge
{"a.dotted",job="j","the place"="x"} 1 1795262402.500
# TYPE b gauge
b{job="j"} 1.5 1795262400
b{job="j"} -0 1795262401
b{job="j"} 1e+300 1795262402.500
# TYPE odd unknown
odd{job="j"} 4 1795262402.500
# TYPE requests counter
# HELP requests How many\\nwere \\"asked\\".
requests_total{code="2\\"\\n\\\\",job="j"} 1 1795262401
requests_total{code="500",job="j"} 7 1795262400
requests_total{code="500",job="j"} 8 1795262401
# TYPE z unknown
z{job="j"} NaN 1795262400
# EOF
`);
});

test("a counter is of unknown type where another metric has the name of its family", async () => {
  const store = await openStore("a");
  store.append("w", noon, [counter("load_total", 1), gauge("load", 2)]);
  expect(await exported(store)).toBe(
    "# TYPE load gauge\nload 2 1795262400\n# TYPE load_total unknown\nload_total 1 1795262400\n# EOF\n",
  );
});

test("an empty store, and a time without samples, are an empty text", async () => {
  const store = await openStore("a");
  expect(await exported(store)).toBe("# EOF\n");
  store.append("w", noon, [gauge("a", 1)]);
  expect(await exported(store, { from: noon + 1, to: noon + 1000 })).toBe("# EOF\n");
});

test("both ends of the time are in it, and each series that matches one of the selectors is told once", async () => {
  const store = await openStore("a");
  for (let at = 0; at < 5; at++) store.append("w", noon + 1000 * at, [gauge("a", at), gauge("b", at), gauge("c", at)]);
  const matcher = (operator: "=" | "=~", value: string) => [{ label: "__name__", operator, value }];
  const text = await exported(store, {
    from: noon + 1000,
    to: noon + 2000,
    selectors: [matcher("=", "a"), matcher("=~", "a|c")],
  });
  expect(text).toBe("# TYPE a gauge\na 1 1795262401\na 2 1795262402\n# TYPE c gauge\nc 1 1795262401\nc 2 1795262402\n# EOF\n");
});

test("a series whose labels another one has as well, and more, is not told twice", async () => {
  const store = await openStore("a");
  store.append("w", noon, [gauge("a", 2, { b: "c" }), gauge("a", 1)]);
  expect(await exported(store)).toBe('# TYPE a gauge\na 1 1795262400\na{b="c"} 2 1795262400\n# EOF\n');
});

test.each([1, 2, 3])("what was exported comes back by an import (seed %i)", async (seed) => {
  const random = createRandom(seed);
  const store = await openStore("a");
  for (let at = 0; at < 4000; at++) {
    const own = Array.from({ length: 5 }, (_, id) =>
      gauge("g", random.pick([at, 0.5, random.fraction(), Number.POSITIVE_INFINITY]), { id: `${id}` }),
    );
    store.append(
      "often",
      noon + 1000 * at,
      own.filter(() => random.chance(0.99)),
    );
    if (at % 15 === 7) store.append("seldom", noon + 1000 * at + 3, [counter("c_total", at)]);
  }
  const text = await exported(store);
  const other = await openStore("b");
  const result = await imported(other, text);
  expect(result.series).toBe(6);
  expect(result.samples).toBe(text.split("\n").filter((line) => line !== "" && !line.startsWith("#")).length);
  expect(await exported(other)).toBe(text);
});

test("a wrong text changes nothing, however late the fault", async () => {
  const store = await openStore("a");
  const text = `${Array.from({ length: 500 }, (_, at) => `a ${at} ${noon / 1000 + at}`).join("\n")}\na x 1\n# EOF\n`;
  await expect(imported(store, text)).rejects.toMatchObject({ line: 501, column: 3, message: 'expected a number, found "x"' });
  expect(await exported(store)).toBe("# EOF\n");
  expect(store.kinds().size).toBe(0);
});

test("an import beside what is there adds to it, and its samples stand where both have one", async () => {
  const store = await openStore("a");
  for (let at = 0; at < 3; at++) store.append("w", noon + 1000 * at, [gauge("a", at)]);
  await imported(store, `a 7 ${noon / 1000 - 1}\na 8 ${noon / 1000 + 1}\n# EOF`);
  const lines = (await exported(store)).split("\n").filter((line) => line.startsWith("a "));
  expect(lines).toEqual(["a 7 1795262399", "a 0 1795262400", "a 8 1795262401", "a 2 1795262402"]);
});

test("kinds come from the text, and are not taken from what the store knows already", async () => {
  const store = await openStore("a");
  store.append("w", noon, [gauge("a", 1)]);
  await imported(store, `# TYPE a counter\na_total 1 1\n# TYPE b counter\nb_total 1 1\n# TYPE a gauge\na 1 1\n# EOF`);
  expect(Object.fromEntries(store.kinds())).toEqual({ a: "gauge", a_total: "counter", b_total: "counter" });
});

test("what is imported from weeks ago becomes buckets, as what was measured then has", async () => {
  const store = await openStore("a");
  const day = hours(24);
  const from = noon - 20 * day;
  const rows = Array.from({ length: 2 * 24 * 240 }, (_, at) => from + 15_000 * (at + 1));
  await imported(store, `# TYPE c counter\n${rows.map((time, at) => `c_total ${at} ${time / 1000}`).join("\n")}\n# EOF`);
  // Age is told by what was written last.
  await imported(store, `# TYPE now gauge\nnow 1 ${noon / 1000}\n# EOF`);
  await store.maintain();
  const { tiers } = await store.history();
  expect(tiers.map(({ blocks }) => blocks)).toEqual([1, 0, 3]);
  const lines = (await exported(store, { from, to: noon })).split("\n").filter((line) => line.startsWith("c_total"));
  // The last of every four: one sample for each minute.
  expect(lines).toHaveLength(rows.length / 4);
  expect(lines[0]).toBe(`c_total 3 ${(from + 60_000) / 1000}`);
  expect(lines.at(-1)).toBe(`c_total ${rows.length - 1} ${(rows.at(-1) ?? 0) / 1000}`);
});

test("a series is found among thousands of its metric without looking through them", async () => {
  const store = await openStore("a");
  store.append("w", noon, [gauge("many", 0), ...Array.from({ length: 3000 }, (_, i) => gauge("many", i, { i: String(i) }))]);
  const looked = vi.spyOn(store, "matching");
  const text = await exported(store);
  expect(text.split("\n").slice(0, 3)).toEqual(["# TYPE many gauge", `many 0 ${noon / 1000}`, `many{i="0"} 0 ${noon / 1000}`]);
  expect(text.split("\n")).toHaveLength(3004);
  expect(looked).toHaveBeenCalledTimes(1);
});

test("a packed file is named as one", async () => {
  const store = await openStore("a");
  const packed = gzipSync("up 1 1\n# EOF\n");
  const read = importOpenMetrics(
    async function* () {
      yield packed;
    },
    store,
    "import",
  );
  await expect(read).rejects.toThrow("this file is packed by gzip: unpack it first, with `gunzip`");
});
