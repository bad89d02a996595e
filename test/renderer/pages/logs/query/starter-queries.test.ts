import { expect, test } from "vitest";
import { byBytes, examplesFor, starterLabels, streamOf } from "../../../../../renderer/pages/logs/query/starter-queries";

test.each([
  { name: "the surest label", names: ["job", "service_name", "pod"], isLocal: false, labels: ["service_name"] },
  { name: "the first there is", names: ["__stream_shard__", "pod", "zone"], isLocal: false, labels: ["pod"] },
  { name: "none", names: [], isLocal: false, labels: [] },
  {
    name: "each kind of place of this machine",
    names: ["filename", "source", "unit"],
    isLocal: true,
    labels: ["unit", "filename"],
  },
])("streams are offered by $name", ({ names, isLocal, labels }) => expect(starterLabels(names, isLocal)).toEqual(labels));

test("the examples are asked about a stream of this source, whatever its name", () => {
  expect(examplesFor(streamOf("app", 'a"b')).map(({ expr }) => expr)).toEqual([
    '{app="a\\"b"} |= "ERROR"',
    '{app="a\\"b"} | json | level="error"',
    '{app="a\\"b"} | json | duration_ms > 5000',
    'rate({app="a\\"b"} |= "ERROR" [5m])',
  ]);
});

test("those with most bytes come first, and those that are not known behind them as they were", () => {
  const streams = [{ id: 1 }, { id: 2, bytes: 5 }, { id: 3 }, { id: 4, bytes: 9 }, { id: 5, bytes: 0 }];
  expect(byBytes(streams).map(({ id }) => id)).toEqual([4, 2, 5, 1, 3]);
});
