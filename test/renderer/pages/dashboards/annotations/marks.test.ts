import { expect, test } from "vitest";
import { annotationQuerySchema } from "#shared/dashboards/dashboard";
import { marksOf, mostMarks } from "../../../../../renderer/pages/dashboards/annotations/marks";

const query = (given: object = {}) => annotationQuerySchema.parse({ name: "Deploys", ...given });
const series = (values: readonly number[], labels: Record<string, string> = {}) => ({
  labels,
  times: Float64Array.from(values, (_, index) => index * 10),
  values: Float64Array.from(values),
});

// Ten ms from one point to the next.
test.each([
  { name: "a single point above zero", values: [0, 1, 0, 0], marks: [{ at: 10 }] },
  { name: "points that follow one another", values: [0, 1, 2, 1, 0], marks: [{ at: 10, until: 30 }] },
  { name: "two stretches", values: [1, 1, 0, 1], marks: [{ at: 0, until: 10 }, { at: 30 }] },
  { name: "a gap between two points", values: [1, Number.NaN, Number.NaN, 1], marks: [{ at: 0 }, { at: 30 }] },
  { name: "nothing above zero", values: [0, -1, Number.NaN], marks: [] },
])("$name", ({ values, marks }) => {
  expect(marksOf(query(), [series(values)], 10).map(({ at, until }) => (until === undefined ? { at } : { at, until }))).toEqual(
    marks,
  );
});

test("title, text and tags are filled with labels; what is not there leaves nothing", () => {
  const given = {
    titleFormat: "{{ service }} {{nothing}}v{{version}}",
    textFormat: "by {{who}}",
    tagKeys: "service, nothing,__proto__",
  };
  expect(marksOf(query(given), [series([1], { service: "api", version: "2", who: "<b>me</b>" })], 10)).toEqual([
    { at: 0, title: "api v2", text: "by <b>me</b>", tags: ["api"], color: "blue", from: "Deploys" },
  ]);
});

test.each<{ name: string; labels: Record<string, string>; title: string }>([
  { name: "its query", labels: {}, title: "Deploys" },
  { name: "the alert that it is of", labels: { alertname: "HostDown" }, title: "HostDown" },
])("without a title a mark is called as $name", ({ labels, title }) => {
  expect(marksOf(query(), [series([1], labels)], 10)[0]?.title).toBe(title);
});

test("where values are times, those are marked, each once", () => {
  const marks = marksOf(query({ useValueForTime: true }), [series([5000, 5000, 7000, Number.NaN])], 10);
  expect(marks.map(({ at }) => at)).toEqual([5000, 7000]);
});

test("there are never more marks than a person can tell apart", () => {
  const many = Array.from({ length: 5000 }, (_, index) => (index % 2 === 0 ? 1 : 0));
  expect(marksOf(query(), [series(many)], 10).length).toBe(mostMarks);
});
