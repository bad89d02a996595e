import { expect, test } from "vitest";
import { clustersOf } from "../../../../electron/engine/server-alerts/clusters";

test.each<{ name: string; members: Record<string, string[] | undefined>; was?: Record<string, string>; clusters: object }>([
  { name: "one alone", members: { a: [] }, clusters: { a: "a" } },
  { name: "two that do not know each other", members: { a: ["x"], b: ["y"] }, clusters: { a: "a", b: "b" } },
  { name: "two without any cluster", members: { a: [], b: [] }, clusters: { a: "a", b: "b" } },
  { name: "two of one cluster", members: { b: ["x", "y"], a: ["y", "x"] }, clusters: { a: "a", b: "a" } },
  {
    name: "three of which the first sees the last only by way of the second",
    members: { a: ["x"], b: ["x", "y"], c: ["y"] },
    clusters: { a: "a", b: "a", c: "a" },
  },
  { name: "one that has not been asked yet", members: { a: ["x"], b: undefined }, was: { b: "a" }, clusters: { a: "a", b: "a" } },
  { name: "the member whose name it has is removed", members: { b: ["x"] }, was: { a: "a", b: "a" }, clusters: { b: "a" } },
  { name: "one that left", members: { a: ["x"], b: ["y"] }, was: { a: "a", b: "a" }, clusters: { a: "a", b: "b" } },
  { name: "a new one with an earlier id", members: { a: ["x"], b: ["x"] }, was: { b: "b" }, clusters: { a: "a", b: "a" } },
])("$name", ({ members, was = {}, clusters }) => {
  const found = clustersOf(new Map(Object.entries(members)), new Map(Object.entries(was)));
  expect(Object.fromEntries(found)).toEqual(clusters);
});
