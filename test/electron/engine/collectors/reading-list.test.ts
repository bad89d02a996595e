import { expect, test } from "vitest";
import { createReadingList } from "../../../../electron/engine/collectors/reading-list";
import { linesOf } from "../../../support/collect";

const eth0 = { device: "eth0" };
const eth1 = { device: "eth1" };

test("a second run with the same series hands out the same objects with new values", () => {
  const list = createReadingList();
  list.start();
  list.counter("bytes_total", 1, eth0);
  list.gauge("up", 1);
  const first = [...list.readings()];
  list.start();
  list.counter("bytes_total", 2, eth0);
  list.gauge("up", 0);
  const second = list.readings();
  expect(second.map((reading, place) => reading === first[place])).toEqual([true, true]);
  expect(linesOf(second)).toEqual(['bytes_total{device="eth0"} 2', "up 0"]);
});

test.each([
  {
    change: "a device that went",
    put: (list: ReturnType<typeof createReadingList>) => list.untyped("x", 3, eth1),
    expected: ['x{device="eth1"} 3'],
  },
  {
    change: "another kind",
    put: (list: ReturnType<typeof createReadingList>) => list.counter("x", 3, eth0),
    expected: ['x{device="eth0"} 3'],
  },
  { change: "nothing at all", put: () => undefined, expected: [] },
])(
  "after $change only what the run brought is there, and what was handed out before keeps its name and labels",
  ({ put, expected }) => {
    const list = createReadingList();
    list.start();
    list.untyped("x", 1, eth0);
    list.untyped("x", 2, eth1);
    const before = [...list.readings()];
    list.start();
    put(list);
    expect(linesOf(list.readings())).toEqual(expected);
    expect(before.map(({ name, kind, labels }) => ({ name, kind, labels }))).toEqual([
      { name: "x", kind: "unknown", labels: eth0 },
      { name: "x", kind: "unknown", labels: eth1 },
    ]);
  },
);
