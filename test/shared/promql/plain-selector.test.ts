import { expect, test } from "vitest";
import { parsePromql } from "#shared/promql/parse";
import { plainSelector } from "#shared/promql/plain-selector";

test("a selector's matchers are told as they are written, the metric's name among them", () => {
  expect(plainSelector(parsePromql('up{job="a",host!~"b.*"}'))).toEqual([
    { label: "__name__", operator: "=", value: "up" },
    { label: "job", operator: "=", value: "a" },
    { label: "host", operator: "!~", value: "b.*" },
  ]);
});

test.each(["(up)", "up offset 5m", "up @ 12", "up[5m]", "sum(up)", "up + up", "up anchored", "1"])(
  "%s is no plain selector",
  (text) => expect(plainSelector(parsePromql(text))).toBeUndefined(),
);
