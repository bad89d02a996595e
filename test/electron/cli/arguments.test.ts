import { describe, expect, test } from "vitest";
import { allowLeadingMinus, readHeader, readPort, readStep, readTime } from "../../../electron/cli/arguments";
import { UsageError } from "../../../electron/cli/command";

describe("a time", () => {
  test.each([
    ["1435781451", 1435781451000],
    ["1435781451.781", 1435781451781],
    ["-1", -1000],
    ["1.5e9", 1500000000000],
    ["2026-11-21T08:00:00Z", Date.UTC(2026, 10, 21, 8)],
    ["2026-11-21T08:00:00.25Z", Date.UTC(2026, 10, 21, 8) + 250],
    ["2026-11-21T09:00:00+01:00", Date.UTC(2026, 10, 21, 8)],
  ])("%s is read", (text, time) => expect(readTime("--time", text)).toBe(time));

  test.each(["", "now", "2026-11-21", "2026-11-21T08:00:00", "2026-13-21T08:00:00Z", "0x10", "Infinity", "1 "])(
    "%j is refused",
    (text) => {
      expect(() => readTime("--time", text)).toThrow(
        new UsageError(`--time takes Unix seconds or a time such as 2026-11-21T08:00:00Z, not ${JSON.stringify(text)}.`),
      );
    },
  );
});

describe("a step", () => {
  test.each([
    ["15s", 15_000],
    ["1m30s", 90_000],
    ["500ms", 500],
    ["1h1ms", 3_600_001],
    ["1d", 86_400_000],
    ["2w", 1_209_600_000],
    ["1y", 31_536_000_000],
    ["15", 15_000],
    ["0.5", 500],
  ])("%s is read", (text, step) => expect(readStep(text)).toBe(step));

  test.each(["", "0", "0s", "-1", "1.5m", "30s1m", "1m1m", "5x", "s"])("%j is refused", (text) => {
    expect(() => readStep(text)).toThrow(
      new UsageError(`--step takes a duration such as 15s or 1m30s, or seconds, not ${JSON.stringify(text)}.`),
    );
  });
});

describe("a header", () => {
  test.each([
    ["X-Scope-OrgID: team", ["X-Scope-OrgID", "team"]],
    ["A:b:c", ["A", "b:c"]],
    ["A:", ["A", ""]],
  ])("%s is read", (text, header) => expect(readHeader(text)).toEqual(header));

  test.each(["", "novalue", ": x", "a b: c"])("%j is refused", (text) => {
    expect(() => readHeader(text)).toThrow(new UsageError(`--header takes 'Name: value', not ${JSON.stringify(text)}.`));
  });
});

describe("a port", () => {
  test.each([
    [undefined, undefined],
    ["0", 0],
    ["65535", 65535],
  ])("%s is read", (text, port) => expect(readPort(text)).toBe(port));

  test.each(["", "65536", "-1", "http", "80.5", "1e3"])("%j is refused", (text) => {
    expect(() => readPort(text)).toThrow(new UsageError(`--port takes a number from 0 to 65535, not ${JSON.stringify(text)}.`));
  });
});

describe("an operand that begins with a minus", () => {
  test.each([
    { typed: ["-1/0"], read: ["--", "-1/0"] },
    { typed: ["-up", "--time", "5"], read: ["--time", "5", "--", "-up"] },
    { typed: ["--time", "5", "-(1)"], read: ["--time", "5", "--", "-(1)"] },
    { typed: ["--time=5", "-\n1"], read: ["--time=5", "--", "-\n1"] },
    { typed: ["-1", "--", "-2", "--", "-3"], read: ["--", "-1", "-2", "--", "-3"] },
  ])("stands behind the options in $read", ({ typed, read }) => expect(allowLeadingMinus(typed)).toEqual(read));

  test.each([
    { name: "what an option may take", typed: ["--time", "-5"] },
    { name: "a single letter", typed: ["-s"] },
    { name: "an option", typed: ["--nonsense"] },
    { name: "a lone minus", typed: ["-"] },
  ])("is not $name", ({ typed }) => expect(allowLeadingMinus(typed)).toEqual([...typed, "--"]));
});
