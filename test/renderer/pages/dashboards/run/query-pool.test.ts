import { expect, test } from "vitest";
import { panelQuerySchema } from "#shared/dashboards/panel";
import type { PlannedQuery } from "#shared/dashboards/queries/plan";
import { type Answer, createQueryPool } from "../../../../../renderer/pages/dashboards/run/query-pool";
import { deferred } from "../../../../support/deferred";

const query: PlannedQuery = {
  ...{ refId: "A", source: "local", expr: "up", kind: "range", startMs: 0, endMs: 1000, stepMs: 100, legendFormat: "" },
  query: panelQuerySchema.parse({ refId: "A" }),
};
const answer: Answer = { series: [], notices: [], tookMs: 1 };

function setUp() {
  const asked: { expr: string; signal: AbortSignal; answer: ReturnType<typeof deferred<Answer>> }[] = [];
  const pool = createQueryPool(({ expr }, signal) => {
    const entry = { expr, signal, answer: deferred<Answer>() };
    asked.push(entry);
    return entry.answer.promise;
  });
  return { asked, pool };
}

const never = () => new AbortController().signal;

test("equal queries of several panels are asked once, whatever they are called there", async () => {
  const { asked, pool } = setUp();
  const both = Promise.all([pool.ask(query, never()), pool.ask({ ...query, refId: "B", legendFormat: "{{job}}" }, never())]);
  asked[0]?.answer.resolve(answer);
  expect(await both).toEqual([answer, answer]);
  expect(asked.length).toBe(1);
});

test.each([
  { name: "another expression", other: { expr: "down" } },
  { name: "another source", other: { source: "c1" } },
  { name: "another stretch of time", other: { endMs: 2000 } },
  { name: "another step", other: { stepMs: 50 } },
  { name: "an instant instead of a range", other: { kind: "instant" as const } },
])("$name is another query", ({ other }) => {
  const { asked, pool } = setUp();
  void pool.ask(query, never());
  void pool.ask({ ...query, ...other }, never());
  expect(asked.length).toBe(2);
});

test("a query is cancelled only when nobody waits for it any more", () => {
  const { asked, pool } = setUp();
  const [one, other] = [new AbortController(), new AbortController()];
  void pool.ask(query, one.signal);
  void pool.ask(query, other.signal);
  one.abort();
  expect(asked[0]?.signal.aborted).toBe(false);
  other.abort();
  expect(asked[0]?.signal.aborted).toBe(true);
  void pool.ask(query, never());
  expect(asked.length).toBe(2);
});

test("a failed query is asked anew", async () => {
  let count = 0;
  const pool = createQueryPool(async () => {
    count++;
    throw new Error("away");
  });
  await expect(pool.ask(query, never())).rejects.toThrow("away");
  await expect(pool.ask(query, never())).rejects.toThrow("away");
  expect(count).toBe(2);
});

test("of a query that is asked again and again only the newest answer is kept", async () => {
  let count = 0;
  const pool = createQueryPool(async () => ({ ...answer, tookMs: ++count }));
  for (let at = 0; at < 10; at++) await pool.ask({ ...query, endMs: at }, never());
  expect((await pool.ask({ ...query, endMs: 9 }, never())).tookMs).toBe(10);
  expect((await pool.ask({ ...query, endMs: 8 }, never())).tookMs).toBe(11);
});

test("of many queries only the last ones are kept", async () => {
  let count = 0;
  const pool = createQueryPool(async () => ({ ...answer, tookMs: ++count }));
  for (let at = 0; at < 100; at++) await pool.ask({ ...query, expr: `up${at}` }, never());
  expect((await pool.ask({ ...query, expr: "up99" }, never())).tookMs).toBe(100);
  expect((await pool.ask({ ...query, expr: "up0" }, never())).tookMs).toBe(101);
});

test("told to forget, it asks anew what was answered, and goes on with what is under way", async () => {
  const { asked, pool } = setUp();
  const first = pool.ask(query, never());
  pool.forget();
  const joined = pool.ask(query, never());
  asked[0]?.answer.resolve(answer);
  await Promise.all([first, joined]);
  expect(asked.length).toBe(1);
  pool.forget();
  void pool.ask(query, never());
  expect(asked.length).toBe(2);
});
