import { expect, test } from "vitest";
import { buildTrace } from "#shared/traces/build/index";
import { type StatisticsBy, type StatisticsOptions, type StatisticsRow, statistics } from "#shared/traces/statistics";
import { type DrawnSpan, perMs, tableOf } from "./build/drawn-trace";
import { readGenerated } from "./generated-table";

//   root        ==========   shop
//     one         ==         cart   db.system=redis
//       on         =         db     db.system=redis
//     two             ====   cart   db.system=postgres, an error
const spans: DrawnSpan[] = [
  { id: "root", operation: "GET", service: "shop", from: 0, took: 10 },
  { id: "one", operation: "get", parent: "root", service: "cart", from: 2, took: 2, tags: { "db.system": "redis" } },
  { id: "on", operation: "get", parent: "one", service: "db", from: 3, took: 1, tags: { "db.system": "redis" }, host: "db-1" },
  {
    id: "two",
    operation: "list",
    parent: "root",
    service: "cart",
    from: 5,
    took: 4,
    isError: true,
    tags: { "db.system": "postgres" },
  },
];

function statisticsOf(options: StatisticsOptions): StatisticsRow[] {
  const { table, rows } = tableOf(spans);
  return statistics(table, buildTrace(table, rows), options);
}

const short = ({ name, count, errors, totalNs, selfNs, isUntold }: StatisticsRow): string =>
  `${isUntold ? "(untold)" : name}: ${count} spans, ${errors} errors, total ${totalNs / perMs} ms, self ${selfNs / perMs} ms`;

test.each<{ by: StatisticsBy; rows: string[] }>([
  {
    by: "service",
    rows: [
      "cart: 2 spans, 1 errors, total 6 ms, self 5 ms",
      "shop: 1 spans, 0 errors, total 10 ms, self 4 ms",
      "db: 1 spans, 0 errors, total 1 ms, self 1 ms",
    ],
  },
  {
    by: "operation",
    rows: [
      "GET: 1 spans, 0 errors, total 10 ms, self 4 ms",
      "list: 1 spans, 1 errors, total 4 ms, self 4 ms",
      "get: 2 spans, 0 errors, total 3 ms, self 2 ms",
    ],
  },
  {
    by: { tag: "db.system" },
    rows: [
      "(untold): 1 spans, 0 errors, total 10 ms, self 4 ms",
      "postgres: 1 spans, 1 errors, total 4 ms, self 4 ms",
      "redis: 2 spans, 0 errors, total 3 ms, self 2 ms",
    ],
  },
  {
    by: { tag: "host.name" },
    rows: ["(untold): 3 spans, 1 errors, total 16 ms, self 9 ms", "db-1: 1 spans, 0 errors, total 1 ms, self 1 ms"],
  },
  { by: { tag: "__proto__" }, rows: ["(untold): 4 spans, 1 errors, total 17 ms, self 10 ms"] },
])("spans are put together by $by, most self time first", ({ by, rows }) =>
  expect(statisticsOf({ by }).map(short)).toEqual(rows),
);

test("a row says how long its spans lasted", () => {
  expect(statisticsOf({ by: "service" })[0]).toEqual({
    name: "cart",
    isUntold: false,
    service: 1,
    count: 2,
    errors: 1,
    totalNs: 6 * perMs,
    averageNs: 3 * perMs,
    minNs: 2 * perMs,
    maxNs: 4 * perMs,
    p50Ns: 3 * perMs,
    p95Ns: 3.9 * perMs,
    selfNs: 5 * perMs,
    selfAverageNs: 2.5 * perMs,
    share: 0.5,
  });
});

test("a row of several services has none of its own", () => {
  const row = statisticsOf({ by: "operation" }).find(({ name }) => name === "get");
  expect(row).not.toHaveProperty("service");
});

test("rows are put together once more, and their shares are still those of the whole", () => {
  const [cart] = statisticsOf({ by: "service", thenBy: "operation" });
  expect(cart?.rows?.map(({ name, share }) => [name, share])).toEqual([
    ["list", 0.4],
    ["get", 0.1],
  ]);
});

test("only the spans that are asked for count", () => {
  expect(statisticsOf({ by: "service", among: Uint32Array.of(1, 3) }).map(short)).toEqual([
    "cart: 2 spans, 1 errors, total 6 ms, self 5 ms",
  ]);
  expect(statisticsOf({ by: "service", among: new Uint32Array(0) })).toEqual([]);
});

test("in a generated trace every span is in one row, and the shares make a whole", () => {
  const { table, ...built } = readGenerated({ seed: 4, spans: 3000, skew: 3, errors: 0.05 });
  for (const by of ["service", "operation", { tag: "host.name" }, { tag: "http.response.status_code" }] as const) {
    const rows = statistics(table, built, { by, thenBy: "service" });
    const inner = rows.flatMap((row) => row.rows ?? []);
    for (const list of [rows, inner]) {
      expect(list.reduce((sum, { count }) => sum + count, 0)).toBe(3000);
      expect(list.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
    }
  }
});

test("a hundred thousand values of one tag, and each by another, are put together in no time", () => {
  const spans = Array.from(
    { length: 100_000 },
    (_, index): DrawnSpan => ({
      id: `s${index}`,
      from: index,
      took: 1,
      tags: { id: `value ${index}`, ...(index === 99_999 && { last: "x" }) },
    }),
  );
  const { table, rows } = tableOf(spans);
  const groups = statistics(table, buildTrace(table, rows), { by: { tag: "id" }, thenBy: { tag: "last" } });
  expect(groups).toHaveLength(100_000);
  expect(groups.filter(({ rows }) => rows?.[0]?.isUntold === false)).toHaveLength(1);
});
