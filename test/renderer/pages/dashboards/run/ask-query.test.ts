import { expect, test } from "vitest";
import type { PlannedQuery } from "#shared/dashboards/queries/plan";
import { AppError } from "#shared/model/failure";
import { askQuery } from "../../../../../renderer/pages/dashboards/run/ask-query";

const never = new AbortController().signal;
const query = (startMs: number, endMs: number, stepMs: number) =>
  ({ source: "prod", expr: "up", kind: "range", startMs, endMs, stepMs }) as PlannedQuery;

/** A server that refuses what has more steps than this, and remembers what it was asked. */
function server(mostSteps: number) {
  const asked: unknown[] = [];
  const through = (async (_name: string, input: { startMs: number; endMs: number; stepMs: number }) => {
    asked.push([input.startMs, input.endMs, input.stepMs]);
    if ((input.endMs - input.startMs) / input.stepMs > mostSteps) throw new AppError({ kind: "too-large", say: "Too large." });
    return { series: [], warnings: [], infos: [], tookMs: 1 };
  }) as unknown as NonNullable<Parameters<typeof askQuery>[2]>;
  return { asked, through };
}

test("an answer of a size that can be read is asked for once, as it was planned", async () => {
  const { asked, through } = server(1000);
  expect(await askQuery(query(15_000, 3_615_000, 15_000), never, through)).toEqual({ series: [], notices: [], tookMs: 1 });
  expect(asked).toEqual([[15_000, 3_615_000, 15_000]]);
});

test("one that is too large is asked for again in wider steps, which the panel says", async () => {
  const { asked, through } = server(50);
  expect(await askQuery(query(15_000, 3_615_000, 15_000), never, through)).toEqual({
    series: [],
    stepMs: 120_000,
    notices: ["The answer in steps of 15s is too large to be read; this one is in steps of 2m."],
    tookMs: 1,
  });
  expect(asked).toEqual([
    [15_000, 3_615_000, 15_000],
    [0, 3_600_000, 120_000],
  ]);
});

test("where even few steps are too many, the refusal is told", async () => {
  const { asked, through } = server(0);
  await expect(askQuery(query(15_000, 3_615_000, 15_000), never, through)).rejects.toThrow("Too large.");
  expect(asked).toHaveLength(3);
});
