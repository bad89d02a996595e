import { expect, test } from "vitest";
import { AppError } from "#shared/model/failure";
import { createBudget } from "#shared/promql/evaluate/budget";

const failureOf = (run: () => void) => {
  try {
    run();
  } catch (error) {
    if (error instanceof AppError) return error.failure;
    throw error;
  }
  return undefined;
};

test("samples are counted together, and one too many ends the query", () => {
  const budget = createBudget(1000);
  budget.spend(600);
  budget.spend(400);
  expect(failureOf(() => budget.spend(1))).toMatchObject({
    kind: "refused",
    say: "query processing would load too many samples into memory in query execution: it would touch more than 1,000; narrow its selectors or its time range",
  });
});

test("work makes no samples, however much it is", () => {
  const budget = createBudget(1);
  for (let times = 0; times < 100; times++) budget.work(1_000_000);
  expect(failureOf(() => budget.spend(1))).toBeUndefined();
});

test.each([
  {
    name: "nobody waits any more",
    stop: { aborted: true },
    kind: "cancelled",
    say: "query was canceled in expression evaluation",
  },
  {
    name: "its time is up",
    stop: { aborted: true, timedOut: true },
    kind: "timeout",
    say: "query timed out in expression evaluation: narrow its selectors or its time range",
  },
])("a query ends at its first step when $name", ({ stop, kind, say }) => {
  expect(failureOf(() => createBudget(10, stop).work(1))).toMatchObject({ kind, say, retry: true });
});

test("whether anybody waits is looked at once for about ten thousand steps of work, because a look may cost", () => {
  let looks = 0;
  const budget = createBudget(Number.POSITIVE_INFINITY, {
    get aborted() {
      looks++;
      return false;
    },
  });
  for (let step = 0; step < 100_000; step++) budget.work(1);
  expect(looks).toBe(10);
  budget.spend(50_000);
  expect(looks).toBe(11);
});
