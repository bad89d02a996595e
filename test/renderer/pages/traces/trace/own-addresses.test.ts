import { expect, test } from "vitest";
import { createOwnAddresses } from "../../../../../renderer/pages/traces/trace/own-addresses";

const at = (text: string) => new URLSearchParams(text);

test("what the page has put into its address is its own, also while the next is on its way", () => {
  const own = createOwnAddresses(at("view=spans"));
  own.add(at("view=spans&span=a1"));
  own.add(at("view=spans&span=a2"));
  expect([own.has(at("view=spans&span=a1")), own.has(at("view=spans&span=a2"))]).toEqual([true, true]);
});

test("a link to the same trace, and the way back from it, are not of the page itself", () => {
  const own = createOwnAddresses(at("view=spans"));
  expect([own.has(at("view=flame")), own.has(at("view=flame")), own.has(at("view=spans"))]).toEqual([false, true, false]);
});

test("what belongs to others in the address counts for nothing", () => {
  const own = createOwnAddresses(at("source=jaeger-1"));
  expect(own.has(at("source=jaeger-1&around=1795168800000000000"))).toBe(true);
});

test("an id that no link can say is no link to somewhere else", () => {
  const own = createOwnAddresses(at(""));
  own.add(at("span=not-an-id"));
  expect(own.has(at("span=not-an-id"))).toBe(true);
});
