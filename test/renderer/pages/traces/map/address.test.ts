import { expect, test } from "vitest";
import { hours } from "#shared/units/time";
import { type MapAddress, readMap, writeMap } from "../../../../../renderer/pages/traces/map/address";

const first: MapAddress = {
  focus: undefined,
  depth: 1,
  side: "both",
  chosen: undefined,
  leastCalls: undefined,
  view: "map",
  range: { kind: "last", forMs: hours(24) },
};

test.each<{ address: MapAddress; text: string }>([
  { address: first, text: "source=j" },
  {
    address: { ...first, focus: "a&b", depth: 3, side: "callers", chosen: "c", leastCalls: 0, view: "list" },
    text: "source=j&focus=a%26b&depth=3&side=callers&service=c&calls=0&list=1",
  },
  { address: { ...first, range: { kind: "last", forMs: hours(1) } }, text: "source=j&last=1h" },
])("$text is the link that reads back as it was written, beside what is not its own", ({ address, text }) => {
  const params = writeMap(new URLSearchParams("source=j&focus=before&depth=2"), address);
  expect(params.toString()).toBe(text);
  expect(readMap(params)).toEqual(address);
});

test.each(["depth=7", "side=up", "calls=-1", "calls=1e9", `focus=${"x".repeat(2000)}`, "list=2"])("%s is repaired", (text) => {
  expect(readMap(new URLSearchParams(text))).toEqual(first);
});
