import { expect, test } from "vitest";
import { type Exploration, firstExploration, readExploration, writeExploration } from "../../../../renderer/pages/metrics/url";

const explorations: { name: string; link: string; exploration: Exploration }[] = [
  { name: "a first visit", link: "", exploration: firstExploration },
  {
    name: "a query over the last six hours on a server",
    link: "expr=sum%28rate%28a%5B5m%5D%29%29&source=c1&last=6h&step=30s",
    exploration: {
      expr: "sum(rate(a[5m]))",
      source: "c1",
      range: { kind: "last", forMs: 21_600_000 },
      step: 30_000,
      view: "chart",
      hasExemplars: false,
    },
  },
  {
    name: "a chart with its exemplars",
    link: "expr=up&source=c1&exemplars=1",
    exploration: { ...firstExploration, expr: "up", source: "c1", hasExemplars: true },
  },
  {
    name: "a fixed range as a table",
    link: "expr=up&from=2026-11-21T08%3A00%3A00.000Z&to=2026-11-21T08%3A30%3A00.000Z&view=table",
    exploration: {
      ...firstExploration,
      expr: "up",
      range: { kind: "between", startMs: Date.UTC(2026, 10, 21, 8), endMs: Date.UTC(2026, 10, 21, 8, 30) },
      view: "table",
    },
  },
];

test.each(explorations)("a link reproduces $name", ({ link, exploration }) => {
  expect(writeExploration(exploration).toString()).toBe(link);
  expect(readExploration(new URLSearchParams(link))).toEqual(exploration);
});

test.each([
  { name: "an unknown view", link: "view=pie" },
  { name: "a range that is no duration", link: "last=soon" },
  { name: "a range of nothing", link: "last=0" },
  { name: "a range shorter than can be drawn", link: "last=1s" },
  { name: "a range of ten years", link: "last=10y" },
  { name: "a start without an end", link: "from=2026-11-21T08:00:00Z" },
  { name: "a start after the end", link: "from=2026-11-21T09:00:00Z&to=2026-11-21T08:00:00Z" },
  { name: "a negative step", link: "step=-5s" },
  { name: "a step too fine for the range", link: "step=1ms" },
  { name: "an empty source", link: "source=" },
  { name: "an endless source", link: `source=${"x".repeat(201)}` },
])("a link with $name reads as a first visit", ({ link }) => {
  expect(readExploration(new URLSearchParams(link))).toEqual(firstExploration);
});

test("one bad field does not cost the others", () => {
  const read = readExploration(new URLSearchParams("expr=up&last=never&view=table"));
  expect(read).toEqual({ ...firstExploration, expr: "up", view: "table" });
});
