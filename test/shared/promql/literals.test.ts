import { expect, test } from "vitest";
import { decodeString, parseDuration, parseNumber, readDuration, readNumber } from "#shared/promql/literals";

test.each([
  { text: "1_000.5e1_0", value: 1000.5e10 },
  { text: "0x_1F", value: 31 },
  { text: "0_17", value: 15 },
  { text: "0x7fffffffffffffff", value: 2 ** 63 },
  { text: "0777777777777777777777777777", value: Number("777777777777777777777777777") },
  { text: "1e-400", value: 0 },
  { text: "iNf", value: Number.POSITIVE_INFINITY },
])("the number $text is $value", ({ text, value }) => expect(readNumber(text)).toEqual({ ok: true, value }));

test.each([
  { text: "1e309", error: "value out of range" },
  { text: "0x8000000000000000", error: "invalid syntax" },
  { text: "5_", error: "invalid syntax" },
  { text: ".5.5", error: "invalid syntax" },
  { text: "0x1p4", error: "invalid syntax" },
])("$text is no number: $error", ({ text, error }) => {
  expect(readNumber(text)).toEqual({ ok: false, error: `strconv.ParseFloat: parsing "${text}": ${error}` });
});

test.each([
  { text: "1y2w3d4h5m6s7ms", value: 31_536_000 + 1_209_600 + 259_200 + 14_400 + 300 + 6.007 },
  { text: "292y", value: 292 * 31_536_000 },
  { text: "007m", value: 420 },
  { text: "0s", value: 0 },
])("the duration $text is $value s", ({ text, value }) => expect(readDuration(text)).toEqual({ ok: true, value }));

test.each([
  { text: "293y", error: "duration out of range" },
  { text: "292y365d", error: "duration out of range" },
  { text: "99999999999999999999s", error: 'not a valid duration string: "99999999999999999999s"' },
  { text: "1m1h", error: 'not a valid duration string: "1m1h"' },
  { text: "1m1m", error: 'not a valid duration string: "1m1m"' },
  { text: "5", error: 'not a valid duration string: "5"' },
  { text: "5ys", error: 'unknown unit "ys" in duration "5ys"' },
])("$text is no duration: $error", ({ text, error }) => expect(readDuration(text)).toEqual({ ok: false, error }));

test.each([
  { text: "-5m", number: -300, duration: undefined },
  { text: "+ 1e3", number: 1000, duration: undefined },
  { text: "1h", number: 3600, duration: 3600 },
  { text: "x", number: undefined, duration: undefined },
  { text: "", number: undefined, duration: undefined },
])("$text is the number $number and the duration $duration", ({ text, number, duration }) => {
  expect({ number: parseNumber(text), duration: parseDuration(text) }).toEqual({ number, duration });
});

test.each([
  { literal: String.raw`"\a\b\f\n\r\t\v\\\""`, text: '\x07\b\f\n\r\t\v\\"' },
  { literal: String.raw`'\'"'`, text: "'\"" },
  { literal: String.raw`"\101\x41\u0041\U00000041"`, text: "AAAA" },
  { literal: String.raw`"\xe2\x82\xac \342\202\254"`, text: "€ €" },
  { literal: "`\\n\n`", text: "\\n\n" },
])("$literal is decoded", ({ literal, text }) => expect(decodeString(literal)).toBe(text));
