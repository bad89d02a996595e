import { expect, test } from "vitest";
import { lineHash } from "#shared/logs/line-hash";

test("links keep working: the hash of a line never changes", () => {
  expect(lineHash("")).toBe("811c9dc5");
  expect(lineHash("GET /x 500")).toBe("e0006461");
});

test("tells lines apart that differ in one sign, beyond ASCII too", () => {
  const lines = ["a", "b", "aa", "é", "ó", "\u0261", "🦉", "🦊"];
  expect(new Set(lines.map(lineHash)).size).toBe(lines.length);
});

test("a line that was cut has the hash of the whole one", () => {
  const whole = "x".repeat(300_000);
  expect(lineHash(whole.slice(0, 256 * 1024))).toBe(lineHash(whole));
});
