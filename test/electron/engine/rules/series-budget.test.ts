import { expect, test } from "vitest";
import { createSeriesBudget } from "../../../../electron/engine/rules/series-budget";

test("a rule that would be too much for all together is refused, and what others have stays theirs", () => {
  const budget = createSeriesBudget(10);
  budget.spend("a", 6);
  budget.spend("b", 4);
  expect(() => budget.spend("c", 1)).toThrow(
    "All rules together record 10 series here, and no more than 10 are kept: aggregate more, or switch some off.",
  );
  // The same again, less, and what a rule that is gone leaves.
  budget.spend("a", 6);
  budget.spend("a", 3);
  budget.spend("c", 3);
  budget.free("b");
  budget.spend("c", 7);
  expect(() => budget.spend("a", 4)).toThrow("All rules together");
});
