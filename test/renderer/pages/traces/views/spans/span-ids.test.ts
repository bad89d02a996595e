import { expect, test, vi } from "vitest";
import { createSpanIds } from "../../../../../../renderer/pages/traces/views/spans/span-ids";
import { deferred } from "../../../../../support/deferred";

function setUp() {
  const questions: { positions: number[]; answer: ReturnType<typeof deferred<string[]>> }[] = [];
  const steps: (() => void)[] = [];
  const ids = createSpanIds(
    (positions) => {
      const answer = deferred<string[]>();
      questions.push({ positions: [...positions], answer });
      return answer.promise;
    },
    (run) => steps.push(run),
  );
  return { ids, questions, next: () => steps.splice(0).map((run) => run()) };
}

test("the rows of one picture are asked for together, and each once", () => {
  const { ids, questions, next } = setUp();
  expect([ids.idOf(4), ids.idOf(7), ids.idOf(4)]).toEqual([undefined, undefined, undefined]);
  next();
  ids.idOf(7);
  ids.idOf(9);
  next();
  expect(questions.map(({ positions }) => positions)).toEqual([[4, 7], [9]]);
});

test("ids are there once they have come, and that is told", async () => {
  const { ids, questions, next } = setUp();
  const isTold = vi.fn();
  ids.onChange(isTold);
  ids.idOf(4);
  next();
  questions[0]?.answer.resolve(["00f067aa0ba902b7"]);
  await questions[0]?.answer.promise;
  await Promise.resolve();
  expect(ids.idOf(4)).toBe("00f067aa0ba902b7");
  expect(isTold).toHaveBeenCalledOnce();
});

test("what could not be told is asked for again", async () => {
  const ask = vi.fn(() => Promise.reject(new Error("gone")));
  const ids = createSpanIds(ask, (run) => run());
  ids.idOf(4);
  await vi.waitFor(() => {
    ids.idOf(4);
    expect(ask).toHaveBeenCalledTimes(2);
  });
});
