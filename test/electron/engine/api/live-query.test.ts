import { expect, test } from "vitest";
import { gauge } from "#shared/model/sample";
import type { Query } from "#shared/promql/ast";
import { createSharedQueries } from "../../../../electron/engine/api/live-query";
import type { Queries } from "../../../../electron/engine/queries/query-answer";
import type { StoreAnswer } from "../../../../electron/engine/store/reading/pieces";
import { createMemoryStore } from "../../../support/memory-store";

const start = Date.UTC(2026, 10, 21, 8);

/** Queries over a store of one sample, of which `read` may say something else; `asked` are those that were not answered in place. */
function setUp(change: (answer: StoreAnswer) => StoreAnswer = (answer) => answer) {
  const memory = createMemoryStore();
  memory.append("w", start, [gauge("x", 5)]);
  const asked: string[] = [];
  const range: Queries["range"] = async (query: Query) => {
    asked.push(query.text);
    return { series: [], warnings: [], infos: [], tiers: [] };
  };
  const store = {
    read(...request: Parameters<typeof memory.read>) {
      const found = memory.read(...request);
      if (found instanceof Promise) throw new Error("it lies in memory");
      return change(found);
    },
  };
  return { asked, shared: createSharedQueries({ store, queries: { range } }) };
}

const tick = Float64Array.of(start);

test("what is light is answered at once and in place", () => {
  const { asked, shared } = setUp();
  const expected = { series: [{ labels: { __name__: "x" }, values: Float64Array.of(5) }] };
  expect(shared.take("x", 1000).evaluate(tick)).toEqual(expected);
  expect(asked).toEqual([]);
});

test("what is heavy is answered elsewhere, though it is only one step", async () => {
  const { asked, shared } = setUp((answer) => ({ ...answer, samples: 100_000_000 }));
  expect(await shared.take("x", 1000).evaluate(tick)).toEqual({ series: [] });
  expect(asked).toEqual(["x"]);
});

test("what is long to plan is planned elsewhere", async () => {
  const expr = "count_over_time(vector(1)[3d:1s])";
  const { asked, shared } = setUp();
  await shared.take(expr, 1000).evaluate(tick);
  expect(asked).toEqual([expr]);
});
