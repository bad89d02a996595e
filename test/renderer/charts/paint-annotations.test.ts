import { expect, test } from "vitest";
import { annotationsAt } from "../../../renderer/charts/paint-annotations";
import type { Annotation } from "../../../shared/dashboards/panel-data";

const note = (title: string, at: number, until?: number): Annotation => ({
  ...{ title, at, text: "", tags: [], color: "blue", from: "Notes" },
  ...(until !== undefined && { until }),
});
const notes = [note("moment", 50), note("stretch", 100, 200)];

test.each([
  { what: "on the line of a moment", x: 53, y: 20, expected: ["moment"] },
  { what: "beside it", x: 60, y: 20, expected: [] },
  { what: "within a stretch, where its values are read", x: 150, y: 20, expected: [] },
  { what: "at the foot of a stretch", x: 150, y: 95, expected: ["stretch"] },
  { what: "on the edge of a stretch", x: 199, y: 20, expected: ["stretch"] },
])("$what the pointer is on $expected", ({ x, y, expected }) => {
  expect(annotationsAt(notes, { x, y, height: 100, toX: (time) => time }).map(({ title }) => title)).toEqual(expected);
});
