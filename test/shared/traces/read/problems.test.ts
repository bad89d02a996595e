import { expect, test } from "vitest";
import { Problems } from "#shared/traces/read/problems";

test("each kind is told once, with where it was first and how often it was", () => {
  const problems = new Problems();
  problems.note("A span has no id.", 7);
  problems.note("A span has no id.", 90);
  problems.note("It breaks off.");
  expect(problems.list()).toEqual([
    { say: "A span has no id. The first is at byte 7.", times: 2 },
    { say: "It breaks off.", times: 1 },
  ]);
});

test("of very many kinds a hundred are told, and that there are more", () => {
  const problems = new Problems();
  for (let index = 0; index < 5000; index++) problems.note(`The source warns of trace ${index}.`);
  expect(problems.list()).toHaveLength(101);
  expect(problems.list().at(-1)).toEqual({ say: "There is more that is wrong, of other kinds.", times: 4900 });
});

test("of a very long one the beginning is told", () => {
  const problems = new Problems();
  problems.note("x".repeat(1_000_000));
  expect(problems.list().map(({ say }) => say.length)).toEqual([501]);
});
