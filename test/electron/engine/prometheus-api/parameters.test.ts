import { expect, test } from "vitest";
import { unescapeLabelName } from "../../../../electron/engine/prometheus-api/label-escaping";
import {
  durationNamed,
  limitOf,
  optionalTime,
  readDuration,
  readTime,
  timeOf,
} from "../../../../electron/engine/prometheus-api/parameters";

test.each([
  { text: "1435781451.781", time: 1435781451781 },
  { text: "1435781451", time: 1435781451000 },
  { text: "1.4357814517816e9", time: 1435781451782 },
  { text: "-1.5", time: -1500 },
  { text: "2015-07-01T20:10:51.781Z", time: 1435781451781 },
  { text: "2015-07-01T22:10:51.7819999+02:00", time: 1435781451781 },
  { text: "1e300", time: Number.MAX_SAFE_INTEGER },
  { text: "-292273086-05-16T16:47:06Z", time: Number.MIN_SAFE_INTEGER },
  { text: "292277025-08-18T07:12:54.999999999Z", time: Number.MAX_SAFE_INTEGER },
  { text: "2015-07-01T20:10:51,7Z", time: 1435781451700 },
  { text: "Inf", time: Number.MAX_SAFE_INTEGER },
  { text: "-infinity", time: Number.MIN_SAFE_INTEGER },
  { text: "1e400", time: undefined },
  { text: "2015-02-30T00:00:00Z", time: undefined },
  { text: "2015-02-28T24:00:00Z", time: undefined },
  { text: "2015-07-01", time: undefined },
  { text: "2015-07-01 20:10:51Z", time: undefined },
  { text: "now", time: undefined },
  { text: "NaN", time: undefined },
  { text: "", time: undefined },
])("the time $text is read as $time", ({ text, time }) => expect(readTime(text)).toBe(time));

test.each([
  { text: "15", ms: 15_000 },
  { text: "0.1", ms: 100 },
  { text: "-1", ms: -1000 },
  { text: "1h30m", ms: 5_400_000 },
  { text: "500ms", ms: 500 },
  { text: "1y2w3d4h5m6s7ms", ms: 31_536_000_000 + 1_209_600_000 + 273_906_007 },
  { text: "0", ms: 0 },
  { text: "290y", ms: 290 * 31_536_000_000 },
  { text: "300y", ms: undefined },
  { text: "1e400", ms: undefined },
  { text: "1m1h", ms: undefined },
  { text: "1.5h", ms: undefined },
  { text: "", ms: undefined },
  { text: "5 m", ms: undefined },
])("the duration $text is read as $ms ms", ({ text, ms }) => expect(readDuration(text)).toBe(ms));

test("a duration that is no number is below nothing", () => expect(durationNamed("NaN", "step")).toBeLessThan(0));

const parameters = (pairs: Record<string, string>) => new URLSearchParams(pairs);

test.each([
  {
    name: "a time that must be there",
    read: () => timeOf(parameters({}), "start"),
    say: 'invalid parameter "start": cannot parse "" to a valid timestamp',
  },
  {
    name: "a time that may be there",
    read: () => optionalTime(parameters({ time: "x" }), "time"),
    say: 'invalid parameter "time": invalid time value for \'time\': cannot parse "x" to a valid timestamp',
  },
  {
    name: "a limit that is no number",
    read: () => limitOf(parameters({ limit: "many" })),
    say: 'invalid parameter "limit": strconv.Atoi: parsing "many": invalid syntax',
  },
  {
    name: "a limit beyond all integers",
    read: () => limitOf(parameters({ limit: "99999999999999999999" })),
    say: 'invalid parameter "limit": strconv.Atoi: parsing "99999999999999999999": value out of range',
  },
  {
    name: "an endless step",
    read: () => durationNamed("Inf", "step"),
    say: 'invalid parameter "step": cannot parse "Inf" to a valid duration. It overflows int64',
  },
  {
    name: "a step of centuries",
    read: () => durationNamed("300y", "step"),
    say: 'invalid parameter "step": cannot parse "300y" to a valid duration',
  },
  {
    name: "a limit below nothing",
    read: () => limitOf(parameters({ limit: "-1" })),
    say: 'invalid parameter "limit": limit must be non-negative',
  },
])("$name is refused in Prometheus's words", ({ read, say }) => expect(read).toThrow(say));

test.each([
  { escaped: "job", name: "job" },
  { escaped: "U__my_2e_label", name: "my.label" },
  { escaped: "U__a__b", name: "a_b" },
  { escaped: "U___1F600_", name: "😀" },
  { escaped: "U__", name: "" },
  { escaped: "U__a_zz_", name: "U__a_zz_" },
  { escaped: "U__a_", name: "U__a_" },
  { escaped: "U___d800_", name: "U___d800_" },
  { escaped: "U___1F60000_", name: "U___1F60000_" },
])("the label name $escaped in a path means $name", ({ escaped, name }) => expect(unescapeLabelName(escaped)).toBe(name));
