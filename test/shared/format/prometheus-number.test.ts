import { expect, test } from "vitest";
import { prometheusNumber, prometheusTime } from "#shared/format/prometheus-number";

// What Go's strconv.FormatFloat(value, format, -1, 64) gives with Prometheus's choice of format.
test.each([
  [0, "0"],
  [-0, "-0"],
  [1, "1"],
  [-1.5, "-1.5"],
  [0.1 + 0.2, "0.30000000000000004"],
  [1e-6, "0.000001"],
  [9.99e-7, "9.99e-07"],
  [-1e-7, "-1e-07"],
  [5e-324, "5e-324"],
  [123456789012345680000, "123456789012345680000"],
  [1e21, "1e+21"],
  [1.7976931348623157e308, "1.7976931348623157e+308"],
  [1e100, "1e+100"],
  [Number.NaN, "NaN"],
  [Number.POSITIVE_INFINITY, "+Inf"],
  [Number.NEGATIVE_INFINITY, "-Inf"],
])("the value %d is written %s", (value, text) => expect(prometheusNumber(value)).toBe(text));

test.each([
  [1435781451781, "1435781451.781"],
  [1435781430000, "1435781430"],
  [1435781430500, "1435781430.500"],
  [1435781430007, "1435781430.007"],
  [0, "0"],
  [-1500, "-1.500"],
  [-7, "-0.007"],
])("the time %d ms is written %s", (ms, text) => expect(prometheusTime(ms)).toBe(text));
