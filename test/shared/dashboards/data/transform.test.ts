import { expect, test } from "vitest";
import { transform, transformationKinds } from "#shared/dashboards/data/transform";
import { transformationSchema } from "#shared/dashboards/panel";
import { namesIn, series, table } from "../../../support/frames";

const same = (text: string) => text;
const frames = [
  ...series([{ labels: { host: "a" }, values: [1, 2] }], { legendFormat: "one" }),
  ...series([{ labels: { host: "b" }, values: [3, 4] }], { refId: "B", legendFormat: "two" }),
];
const run = (...all: object[]) =>
  transform(
    frames,
    all.map((one) => transformationSchema.parse(one)),
    same,
  );

const rename = { id: "renameByRegex", options: { regex: "/^/", renamePattern: "new " } };

test("transformations run one after another", () => {
  expect(namesIn(run(rename, rename).frames)).toEqual(["new new one", "new new two"]);
});

test("one that is switched off does nothing", () => {
  expect(namesIn(run({ ...rename, disabled: true }).frames)).toEqual(["one", "two"]);
});

test("one with a filter leaves the answers of other queries alone", () => {
  const { frames: made } = run({ ...rename, filter: { id: "byRefId", options: "B" } });
  expect(new Set(namesIn(made))).toEqual(new Set(["one", "new two"]));
});

test.each([
  {
    name: "is unknown",
    transformation: { id: "magic" },
    problem: 'The transformation "magic" is not known here, and was left out.',
  },
  {
    name: "is of data that is not there",
    transformation: { id: "configFromData" },
    problem: 'The transformation "configFromData" is not known here, and was left out.',
  },
  {
    name: "has a pattern that is none",
    transformation: { id: "renameByRegex", options: { regex: "/(/" } },
    problem: 'The transformation "Rename fields by regex" was left out: The pattern "/(/" cannot be used: missing closing ).',
  },
  {
    name: "names a column that is not there",
    transformation: { id: "joinByField", options: { byField: "pod" } },
    problem: 'The transformation "Join by field" was left out: no table has a column "pod".',
  },
  {
    name: "is called by what every object has",
    transformation: { id: "constructor" },
    problem: 'The transformation "constructor" is not known here, and was left out.',
  },
])("one that $name leaves everything as it is and says why", ({ transformation, problem }) => {
  const { frames: made, problems } = run(transformation);
  expect(made).toEqual(frames);
  expect(problems).toEqual([problem]);
});

test("what of an answer is not shown is told with the problems", () => {
  expect(transform([{ ...table("A", [["x"], [1]]), notice: "Cut." }], [], same).problems).toEqual(["Cut."]);
});

const hostile: unknown[] = [
  undefined,
  {},
  null,
  [],
  "text",
  { fields: 7, sort: {}, filters: "x", conversions: 1, regex: 5, reducers: [1], mode: "odd" },
];

test.each(transformationKinds.map(({ id }) => id))("%s survives options of any shape, and data of any shape", (id) => {
  const kind = transformationKinds.find((one) => one.id === id);
  const data = [
    [],
    frames,
    [table("A", [[]])],
    [
      table("A", [
        ["Time", "__proto__", "constructor"],
        [0, 1, "x"],
        [null, null, null],
      ]),
    ],
  ];
  for (const some of data) {
    for (const options of hostile) expect(() => kind?.run(some, options, { fill: same }), JSON.stringify(options)).not.toThrow();
  }
});

test("every transformation has a title, and a line about it, of its own", () => {
  expect(new Set(transformationKinds.map(({ title }) => title)).size).toBe(transformationKinds.length);
  expect(transformationKinds.every(({ about }) => /^[A-Z].*\.$/.test(about))).toBe(true);
});
