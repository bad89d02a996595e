import { expect, test } from "vitest";
import { isRepeat } from "../../../../../renderer/pages/logs/lines/repeats";

test.each([
  { name: "the same text", a: "GET /a 200", b: "GET /a 200", exact: true, numbers: true, signature: true },
  { name: "another number", a: "took 12 ms", b: "took 9 ms", exact: false, numbers: true, signature: true },
  { name: "another word", a: "user ann left", b: "user bob left", exact: false, numbers: false, signature: true },
  { name: "another shape", a: "a=1, b", b: "a=1; b", exact: false, numbers: false, signature: false },
  { name: "a number more", a: "took 12", b: "took", exact: false, numbers: false, signature: false },
  {
    name: "another time at its beginning",
    a: "2026-11-21T12:14:58.657Z GET /a",
    b: "2026-11-21T12:15:58.1Z GET /a",
    exact: true,
    numbers: true,
    signature: true,
  },
  {
    name: "another time in a field",
    a: '{"time":"2026-11-21T12:14:58Z","msg":"up"}',
    b: '{"time":"2026-11-21T12:14:59Z","msg":"up"}',
    exact: true,
    numbers: true,
    signature: true,
  },
  { name: "letters beyond ASCII", a: "größer als", b: "kleiner als", exact: false, numbers: false, signature: true },
  { name: "an empty one after digits", a: "", b: "123", exact: false, numbers: true, signature: true },
])("$name: exact $exact, but for numbers $numbers, by signature $signature", ({ a, b, exact, numbers, signature }) => {
  const found = (dedup: "exact" | "numbers" | "signature") => [isRepeat(a, b, dedup), isRepeat(b, a, dedup)];
  expect({ exact: found("exact"), numbers: found("numbers"), signature: found("signature") }).toEqual({
    exact: [exact, exact],
    numbers: [numbers, numbers],
    signature: [signature, signature],
  });
});

test("nothing repeats anything while it is not asked for", () => expect(isRepeat("a", "a", "none")).toBe(false));
