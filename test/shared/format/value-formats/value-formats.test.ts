import { expect, test } from "vitest";
import { formatAxis, formatValue, tickStep, valueFormats } from "#shared/format/value-formats/index";

const space = "\u00a0";
/** 2026-03-29 00:59:30.250 UTC: half a minute before clocks go forward in Europe. */
const at = Date.UTC(2026, 2, 29, 0, 59, 30, 250);

test.each<{ unit: string | undefined; value: number; decimals?: number; expected: string }>([
  { unit: undefined, value: 5, expected: "5" },
  { unit: undefined, value: 5.25, expected: "5.25" },
  { unit: "none", value: 1234, expected: "1234" },
  { unit: "none", value: 1234.5678, decimals: 2, expected: "1234.57" },
  { unit: "none", value: -1_234_567, expected: "−1234567" },
  { unit: "none", value: 1_234_567.8, expected: "1234568" },
  { unit: "none", value: 2e15, expected: "2.00e+15" },
  { unit: "bytes", value: 1005, expected: `0.981${space}KiB` },
  { unit: "none", value: Number.NaN, expected: "NaN" },
  { unit: "none", value: Number.POSITIVE_INFINITY, expected: "∞" },
  { unit: "bytes", value: Number.NEGATIVE_INFINITY, expected: "−∞" },
  { unit: "short", value: 999, expected: "999" },
  { unit: "short", value: 1234, expected: `1.23${space}k` },
  { unit: "short", value: 999_700, expected: `1.00${space}Mil` },
  { unit: "short", value: -2.5e9, expected: `−2.50${space}Bil` },
  { unit: "short", value: 4e12, expected: `4.00${space}Tri` },
  { unit: "short", value: 1_234_000, decimals: 1, expected: `1.2${space}Mil` },
  { unit: "sishort", value: 0.005, expected: `5.00${space}m` },
  { unit: "percent", value: 37.24, expected: "37.2%" },
  { unit: "percent", value: 37.24, decimals: 0, expected: "37%" },
  { unit: "percentunit", value: 0.995, expected: "99.5%" },
  { unit: "percentunit", value: -0.5, expected: "−50.0%" },
  { unit: "bytes", value: 0, expected: `0${space}B` },
  { unit: "bytes", value: 512, expected: `512${space}B` },
  { unit: "bytes", value: 1536, expected: `1.50${space}KiB` },
  { unit: "bytes", value: 1020, expected: `0.996${space}KiB` },
  { unit: "decbytes", value: 1_500_000, expected: `1.50${space}MB` },
  { unit: "kbytes", value: 2048, expected: `2.00${space}MiB` },
  { unit: "decgbytes", value: 0.5, expected: `500${space}MB` },
  { unit: "Bps", value: 0.5, expected: `0.5${space}B/s` },
  { unit: "Bps", value: 5e6, expected: `5.00${space}MB/s` },
  { unit: "binBps", value: 1024, expected: `1.00${space}KiB/s` },
  { unit: "bps", value: 1.31e9, expected: `1.31${space}Gb/s` },
  { unit: "KBs", value: 1500, expected: `1.50${space}MB/s` },
  { unit: "pps", value: 12_300, expected: `12.3${space}kp/s` },
  { unit: "s", value: 0, expected: `0${space}s` },
  { unit: "s", value: 0.0124, expected: `12.4${space}ms` },
  { unit: "s", value: 90, expected: `1.50${space}min` },
  { unit: "s", value: 59.99, expected: `1.00${space}min` },
  { unit: "s", value: 86_400 * 3, expected: `3.00${space}d` },
  { unit: "s", value: 86_400 * 730, expected: `2.00${space}y` },
  { unit: "s", value: -0.002, expected: `−2.00${space}ms` },
  { unit: "ms", value: 250, expected: `250${space}ms` },
  { unit: "ms", value: 60_000, expected: `1.00${space}min` },
  { unit: "µs", value: 1500, expected: `1.50${space}ms` },
  { unit: "ns", value: 12, expected: `12${space}ns` },
  { unit: "m", value: 90, expected: `1.50${space}h` },
  { unit: "h", value: 48, expected: `2.00${space}d` },
  { unit: "timeticks", value: 6000, expected: `1.00${space}min` },
  { unit: "dtdurations", value: 93_784, expected: `1${space}d 2${space}h` },
  { unit: "dtdurations", value: 93_784, decimals: 0, expected: `1${space}d` },
  { unit: "dtdurations", value: 0, expected: `0${space}s` },
  { unit: "dtdurations", value: -3600, expected: `−1${space}h` },
  { unit: "dtdurationms", value: 61_500, decimals: 2, expected: `1${space}min 1${space}s 500${space}ms` },
  { unit: "dthms", value: 93_784, expected: "26:03:04" },
  { unit: "dtdhms", value: 93_784, expected: `1${space}d 02:03:04` },
  { unit: "clockms", value: 3_723_004, expected: "1h:02m:03s:004ms" },
  { unit: "clocks", value: 63, decimals: 1, expected: "01m:03s" },
  { unit: "ops", value: 12_300, expected: `12.3${space}k ops/s` },
  { unit: "reqps", value: 0, expected: `0${space}req/s` },
  { unit: "watt", value: 0.25, expected: `250${space}mW` },
  { unit: "mwatt", value: 41_500, expected: `41.5${space}W` },
  { unit: "hertz", value: 4.9e9, expected: `4.90${space}GHz` },
  { unit: "celsius", value: -4.5, expected: `−4.50${space}°C` },
  { unit: "degree", value: 90, expected: "90.0°" },
  { unit: "rotrpm", value: 1200, expected: `1200${space}rpm` },
  { unit: "currencyUSD", value: 1234.5, expected: `$1.23${space}k` },
  { unit: "currencyUSD", value: 5, expected: "$5.00" },
  { unit: "currencyUSD", value: -0.0042, expected: "−$0.0042" },
  { unit: "currencyUSD", value: 12.3456, decimals: 3, expected: "$12.346" },
  { unit: "currencySEK", value: 25, expected: `25.00${space}kr` },
  { unit: "bool", value: 1, expected: "True" },
  { unit: "bool_yes_no", value: 0, expected: "No" },
  { unit: "bool_on_off", value: 3, expected: "On" },
  { unit: "hex", value: 255, expected: "FF" },
  { unit: "hex0x", value: -255, expected: "−0xFF" },
  { unit: "sci", value: 12_345, expected: "1.23e+4" },
  { unit: "locale", value: 1_234_567.8912, expected: "1,234,567.891" },
  { unit: "string", value: 7, expected: "7" },
  { unit: "farenheit", value: 70, expected: `70.0${space}°F` },
])("formatValue writes $value in $unit as $expected", ({ unit, value, decimals, expected }) => {
  expect(formatValue(value, unit, decimals).text).toBe(expected);
});

test.each([
  { name: "a prefix", unit: "prefix:#", value: -7, expected: "−#7" },
  { name: "a suffix", unit: "suffix:/ sec", value: 7, expected: `7${space}/ sec` },
  { name: "a date pattern", unit: "time:YYYY-MM-DD HH:mm", value: at, expected: "2026-03-29 00:59" },
  { name: "a metric prefix and a unit", unit: "si:mV", value: 5000, expected: `5.00${space}V` },
  { name: "a unit that begins like a prefix and is none", unit: "si:J", value: 5000, expected: `5.00${space}kJ` },
  { name: "a count", unit: "count:sheep", value: 1500, expected: `1.50${space}k sheep` },
  { name: "a currency", unit: "currency:€", value: 12, expected: "€12.00" },
  { name: "a currency with all digits", unit: "currency:financial:€:suffix", value: 12_345, expected: `12345.00${space}€` },
  { name: "two words", unit: "bool:up/down", value: 0, expected: "down" },
  { name: "any text", unit: "errors/s", value: 2, expected: `2${space}errors/s` },
  { name: "what every object has", unit: "constructor", value: 2, expected: `2${space}constructor` },
])("a unit that is in no catalogue: $name", ({ unit, value, expected }) => {
  expect(formatValue(value, unit, undefined, { timeZone: "utc" }).text).toBe(expected);
});

test("number, prefix and unit come apart too, so that a panel can set them smaller", () => {
  expect(formatValue(-1536, "bytes")).toEqual({ number: "−1.50", prefix: "", unit: "KiB", text: `−1.50${space}KiB` });
  expect(formatValue(-3, "currencyEUR")).toEqual({ number: "3.00", prefix: "−€", unit: "", text: "−€3.00" });
});

test.each([
  { name: "ISO in UTC", unit: "dateTimeAsIso", timeZone: "utc", expected: "2026-03-29 00:59:30" },
  { name: "ISO in a zone of its own", unit: "dateTimeAsIso", timeZone: "Europe/Berlin", expected: "2026-03-29 01:59:30" },
  { name: "a zone half an hour off", unit: "dateTimeAsIso", timeZone: "Asia/Kolkata", expected: "2026-03-29 06:29:30" },
  { name: "a zone that does not exist as UTC", unit: "dateTimeAsIso", timeZone: "Mars/Olympus", expected: "2026-03-29 00:59:30" },
  { name: "the American way", unit: "dateTimeAsUS", timeZone: "America/New_York", expected: "03/28/2026 8:59:30 pm" },
  { name: "no date when it is of today", unit: "dateTimeAsIsoNoDateIfToday", timeZone: "utc", expected: "00:59:30" },
  { name: "how long ago", unit: "dateTimeFromNow", timeZone: "utc", expected: "2 hours ago" },
])("dates are written $name", ({ unit, timeZone, expected }) => {
  expect(formatValue(at, unit, undefined, { timeZone, now: at + 2 * 3_600_000 }).text).toBe(expected);
});

test("clocks that go forward are followed", () => {
  const shown = (time: number) => formatValue(time, "time:HH:mm Z", undefined, { timeZone: "Europe/Berlin" }).text;
  expect(shown(at)).toBe("01:59 +01:00");
  expect(shown(at + 60_000)).toBe("03:00 +02:00");
});

test("a number that is no instant is written as it is, not as a crash", () => {
  expect(formatValue(1e300, "dateTimeAsIso").text).toBe("1e+300");
  expect(formatValue(Number.NaN, "dateTimeAsIso").text).toBe("Invalid date");
});

test.each([
  {
    name: "one size for all, that of the largest",
    ticks: [0, 512 * 2 ** 20, 2 ** 30],
    unit: "bytes",
    expected: ["0", "0.5", "1.0"].map((one) => `${one}${space}GiB`),
  },
  { name: "as many digits as tell them apart", ticks: [0.9, 0.95, 1], unit: "percentunit", expected: ["90%", "95%", "100%"] },
  { name: "minutes for minutes", ticks: [0, 30, 60], unit: "s", expected: [`0${space}min`, `0.5${space}min`, `1.0${space}min`] },
  { name: "a symbol in front", ticks: [-5, 0, 5], unit: "currencyUSD", expected: ["−$5", "$0", "$5"] },
  { name: "no size for nothing", ticks: [0, 1000, 2000], unit: "short", expected: ["0", `1${space}k`, `2${space}k`] },
  { name: "words for what is yes or no", ticks: [0, 1], unit: "bool_yes_no", expected: ["No", "Yes"] },
  {
    name: "uneven distances of a logarithmic axis",
    ticks: [0.001, 0.01, 0.1, 1],
    unit: "none",
    expected: ["0.001", "0.010", "0.100", "1.000"],
  },
  { name: "the smallest of uneven distances", ticks: [0, 10, 12.5], unit: "none", expected: ["0", "10.0", "12.5"] },
  { name: "nothing at all", ticks: [], unit: "bytes", expected: [] },
])("formatAxis gives the ticks of an axis $name", ({ ticks, unit, expected }) => {
  expect(formatAxis(ticks, unit)).toEqual(expected);
});

test.each([
  { wanted: 0.3, unit: "none", expected: 0.5 },
  { wanted: 0.003, unit: "none", expected: 0.005 },
  { wanted: 30, unit: "none", expected: 50 },
  { wanted: 1000, unit: "none", expected: 1000 },
  { wanted: 300_000_000, unit: "bytes", expected: 2 ** 29 },
  { wanted: 300_000_000, unit: "decbytes", expected: 500_000_000 },
  { wanted: 40, unit: "s", expected: 60 },
  { wanted: 0.03, unit: "s", expected: 0.05 },
  { wanted: 400_000, unit: "ms", expected: 600_000 },
  { wanted: 100_000, unit: "s", expected: 172_800 },
  { wanted: 0.03, unit: "percentunit", expected: 0.05 },
  { wanted: 0.2, unit: "bool", expected: 1 },
  { wanted: 0, unit: "none", expected: 1 },
])("tickStep rounds $wanted of $unit up to $expected", ({ wanted, unit, expected }) => {
  expect(tickStep(wanted, unit)).toBeCloseTo(expected, 10);
});

test("every unit of the catalogue has a name and an id of its own, and writes any number", () => {
  const ids = valueFormats.flatMap(({ formats }) => formats.map(({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeGreaterThan(250);
  for (const id of ids) {
    for (const value of [0, 1, -1.5, 1e-12, 1e30, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(formatValue(value, id, undefined, { now: at }).text, `${value} in ${id}`).not.toBe("");
    }
  }
});

test.each([
  { secondsAgo: 3, expected: "a few seconds ago" },
  { secondsAgo: 70, expected: "a minute ago" },
  { secondsAgo: 600, expected: "10 minutes ago" },
  { secondsAgo: 4000, expected: "an hour ago" },
  { secondsAgo: 5 * 3600, expected: "5 hours ago" },
  { secondsAgo: 30 * 3600, expected: "a day ago" },
  { secondsAgo: 12 * 86_400, expected: "12 days ago" },
  { secondsAgo: 100 * 86_400, expected: "3 months ago" },
  { secondsAgo: 800 * 86_400, expected: "2 years ago" },
  { secondsAgo: -7200, expected: "in 2 hours" },
])("an instant $secondsAgo s ago is $expected", ({ secondsAgo, expected }) => {
  expect(formatValue(at - secondsAgo * 1000, "dateTimeFromNow", undefined, { now: at }).text).toBe(expected);
});
