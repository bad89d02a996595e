import { expect, test } from "vitest";
import { matchesGlob, writtenOut } from "../../../../../electron/engine/sources/local-logs/glob-match";

test.each([
  ["*.log", "app.log", true],
  ["*.log", "app.log.1", false],
  ["app?.log", "app1.log", true],
  ["app?.log", "app.log", false],
  ["app[0-9].log", "app7.log", true],
  ["app[!0-9].log", "app7.log", false],
  ["app[]x].log", "app].log", true],
  ["app[.log", "app[.log", true],
  ["*", "a/b", false],
  ["nginx*.service", "nginx@1.service", true],
  ["\\*", "*", true],
  ["\\*", "a", false],
  ["", "", true],
  ["*a*b*c", "xxaxxbxxc", true],
])("%s against %s: %s", (glob, text, expected) => {
  expect(matchesGlob(glob, text)).toBe(expected);
});

test("stars without end are answered at once", () => {
  expect(matchesGlob(`${"*a".repeat(50)}b`, "a".repeat(5000))).toBe(false);
});

test.each([
  ["/var/log/{syslog,messages}", ["/var/log/syslog", "/var/log/messages"]],
  ["{a,b{c,d}}", ["a", "bc", "bd"]],
  ["{a", ["{a"]],
])("braces of %s are written out", (glob, expected) => {
  expect(writtenOut(glob)).toEqual(expected);
});

test("braces that mean more than anybody has are cut at once", () => {
  const all = writtenOut("{a,b}".repeat(40));
  expect(all).toHaveLength(100);
  expect(all[0]).toBe("a".repeat(40));
});
