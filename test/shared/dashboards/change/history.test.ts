import { expect, test } from "vitest";
import { type History, mostSteps, redone, undone, withStep } from "../../../../shared/dashboards/change/history";
import { newDashboard } from "../../../../shared/dashboards/change/new-dashboard";

const first = newDashboard("uid", "One");
const titled = (title: string) => ({ ...first, title });
const opened: History = { dashboard: first, past: [], future: [] };
const titles = ({ dashboard, past, future }: History) => [
  past.map((step) => step.dashboard.title),
  dashboard.title,
  future.length,
];

/** Types a title letter by letter, so many ms apart. */
function typing(texts: readonly string[], { apart, field }: { apart: number; field?: string }): History {
  return texts.reduce<History>(
    (was, text, index) => withStep(was, titled(text), { label: "Rename", field, at: index * apart }),
    opened,
  );
}

test("undo takes one change back, and redo does it again", () => {
  const changed = withStep(withStep(opened, titled("Two"), { label: "a", at: 0 }), titled("Three"), { label: "b", at: 1 });
  expect(titles(undone(changed))).toEqual([["One"], "Two", 1]);
  expect(titles(undone(undone(changed)))).toEqual([[], "One", 2]);
  expect(redone(redone(undone(undone(changed)))).dashboard).toBe(changed.dashboard);
});

test.each([
  { name: "keys of one field that follow closely are one step", apart: 1_500, field: "title", steps: 1 },
  { name: "a pause in the typing begins another step", apart: 2_500, field: "title", steps: 3 },
  { name: "changes of no field are a step each", apart: 10, field: undefined, steps: 3 },
])("$name", ({ apart, field, steps }) => {
  const typed = typing(["T", "Tw", "Two"], { apart, ...(field && { field }) });
  expect(typed.past).toHaveLength(steps);
  expect(typed.past[0]?.dashboard).toBe(first);
});

test("keys that are typed after an undo do not join the step that was taken back", () => {
  const was = undone(typing(["T", "Tw"], { apart: 10, field: "title" }));
  const typed = withStep(was, titled("X"), { label: "Rename", field: "title", at: 30 });
  expect(titles(typed)).toEqual([["One"], "X", 0]);
});

test("what changes nothing is no step, and keeps what can be done again", () => {
  const was = undone(withStep(opened, titled("Two"), { label: "a", at: 0 }));
  expect(withStep(was, was.dashboard, { label: "b", at: 1 })).toBe(was);
});

test("the oldest steps are forgotten", () => {
  const long = Array.from({ length: mostSteps + 50 }, (_, index) => `T${index}`).reduce<History>(
    (was, title, at) => withStep(was, titled(title), { label: title, at }),
    opened,
  );
  expect(long.past).toHaveLength(mostSteps);
  expect(long.past[0]?.dashboard.title).toBe("T49");
});

test("with nothing to undo or to do again, all stays as it is", () => {
  expect(undone(opened)).toBe(opened);
  expect(redone(opened)).toBe(opened);
});
