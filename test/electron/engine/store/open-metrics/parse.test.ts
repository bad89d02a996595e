import { expect, test } from "vitest";
import { formatLabels } from "#shared/model/labels";
import { TextFault } from "../../../../../electron/engine/store/open-metrics/fault";
import { linesOf } from "../../../../../electron/engine/store/open-metrics/lines";
import { createOpenMetricsParser } from "../../../../../electron/engine/store/open-metrics/parse";

/** Samples as `kind series value @ms`. */
function parse(text: string): string[] {
  const found: string[] = [];
  const parser = createOpenMetricsParser(({ kind, labels }, time, value) =>
    found.push(`${kind} ${formatLabels(labels)} ${Object.is(value, -0) ? "-0" : value} @${time}`),
  );
  for (const line of text.split("\n")) parser.line(line);
  parser.end();
  return found;
}

test.each([
  { name: "a bare name", line: "up 1 1700000000", expected: "up 1 @1700000000000" },
  {
    name: "labels",
    line: 'up{job="a",instance="b:9100"} 0 1700000000.5',
    expected: 'up{instance="b:9100", job="a"} 0 @1700000000500',
  },
  { name: "no labels in braces", line: "up{} 1 1700000000", expected: "up 1 @1700000000000" },
  { name: "a comma after the last label", line: 'up{job="a",} 1 1', expected: 'up{job="a"} 1 @1000' },
  { name: "spaces between labels", line: 'up{ job = "a" , b="c" } 1 1', expected: 'up{b="c", job="a"} 1 @1000' },
  { name: "an empty label, which is none", line: 'up{job="",a="b"} 1 1', expected: 'up{a="b"} 1 @1000' },
  { name: "escapes", line: 'a{path="C:\\\\x \\"y\\"\\nz"} 1 1', expected: 'a{path="C:\\\\x \\"y\\"\\nz"} 1 @1000' },
  { name: "braces, commas and hashes in a value", line: 'a{b="},# {"} 1 1', expected: 'a{b="},# {"} 1 @1000' },
  { name: "a quoted name", line: '{"http.requests","the path"="/"} 1 1', expected: '{"http.requests", "the path"="/"} 1 @1000' },
  { name: "the name as a label", line: '{__name__="up",job="a"} 1 1', expected: 'up{job="a"} 1 @1000' },
  { name: "a label called __proto__, which is dropped", line: 'a{__proto__="x",b="c"} 1 1', expected: 'a{b="c"} 1 @1000' },
  { name: "an exemplar", line: 'a_total{b="c"} 17 1 # {trace_id="x y"} 0.67 1.5', expected: 'a_total{b="c"} 17 @1000' },
  { name: "a space at the end", line: "up 1 1 ", expected: "up 1 @1000" },
  { name: "not a number", line: "a NaN 1", expected: "a NaN @1000" },
  { name: "infinity", line: "a +Inf 1", expected: "a Infinity @1000" },
  { name: "negative infinity", line: "a -inf 1", expected: "a -Infinity @1000" },
  { name: "an exponent", line: "a 1.5e-07 1.7e9", expected: "a 1.5e-7 @1700000000000" },
  { name: "minus zero", line: "a -0 1", expected: "a -0 @1000" },
  { name: "milliseconds that binary fractions do not hit", line: "a 1 1395066363.123", expected: "a 1 @1395066363123" },
  { name: "a time before 1970", line: "a 1 -1.5", expected: "a 1 @-1500" },
  {
    name: "a label with the name of what every object has",
    line: 'a{constructor="x"} 1 1',
    expected: 'a{constructor="x"} 1 @1000',
  },
])("reads $name", ({ line, expected }) => expect(parse(`${line}\n# EOF`)).toEqual([`unknown ${expected}`]));

test("types are those of the families", () => {
  const text = `# TYPE requests counter
# HELP requests How many.
requests_total 1 1
requests_created 5 1
# TYPE heat_celsius gauge
# UNIT heat_celsius celsius
heat_celsius 20 1
# TYPE took_seconds histogram
took_seconds_bucket{le="+Inf"} 3 1
took_seconds_sum 3 1
# TYPE size summary
size{quantile="0.5"} 3 1
size_count 3 1
# TYPE old_total counter
old_total 1 1
# TYPE "a.b" gauge
{"a.b"} 1 1
other 1 1
# EOF`;
  expect(parse(text).map((line) => line.split(" ", 2).join(" "))).toEqual([
    "counter requests_total",
    "gauge requests_created",
    "gauge heat_celsius",
    'counter took_seconds_bucket{le="+Inf"}',
    "counter took_seconds_sum",
    'gauge size{quantile="0.5"}',
    "counter size_count",
    "counter old_total",
    'gauge {"a.b"}',
    "unknown other",
  ]);
});

test("a series is the same however its labels are ordered, and need not be written in one piece", () => {
  expect(parse('a{x="1",y="2"} 1 1\nb 5 1\na{y="2",x="1"} 2 2\nb 6 2\n# EOF')).toHaveLength(4);
  expect(() => parse('a{x="1",y="2"} 1 2\na{y="2",x="1"} 2 1\n# EOF')).toThrow(TextFault);
});

test.each([
  { text: "up 1", at: "1:5", say: "this sample has no time: samples of the past need one after the value, in Unix seconds" },
  {
    text: 'up 1 # {a="b"} 1',
    at: "1:5",
    say: "this sample has no time: samples of the past need one after the value, in Unix seconds",
  },
  { text: "up", at: "1:3", say: "this sample has no value" },
  { text: "a 1 1\nup x 1", at: "2:4", say: 'expected a number, found "x"' },
  { text: "up 0x10 1", at: "1:4", say: 'expected a number, found "0x10"' },
  { text: "up 1 soon", at: "1:6", say: 'expected a time in Unix seconds, found "soon"' },
  {
    text: "up 1 1700000000000",
    at: "1:6",
    say: "this time is beyond the year 2099: times are in seconds, so divide milliseconds by 1000",
  },
  { text: "up 1 1 x", at: "1:8", say: 'expected the end of the line, found "x"' },
  { text: "up\t1 1", at: "1:3", say: 'expected a space before the value, found "\\t"' },
  { text: "1up 1 1", at: "1:1", say: 'expected the name of a metric, found "1"' },
  { text: "{} 1 1", at: "1:1", say: "this series has no name" },
  { text: 'a{b="c} 1 1', at: "1:5", say: 'this text has no closing quote (")' },
  { text: "a{b=c} 1 1", at: "1:5", say: 'expected the value of b in quotes ("), found "c"' },
  { text: 'a{b:"c"} 1 1', at: "1:4", say: 'expected = after the label b, found ":"' },
  { text: 'a{="c"} 1 1', at: "1:3", say: 'expected the name of a label, found "="' },
  { text: 'a{b="c" d="e"} 1 1', at: "1:9", say: 'expected , or } after a label, found "d"' },
  { text: 'a{b="c"', at: "1:8", say: "expected , or } after a label, the line ends" },
  { text: 'a{b="c",b="d"} 1 1', at: "1:9", say: "the label b is there twice" },
  { text: 'a{"b"} 1 1', at: "1:3", say: "this series has two names" },
  { text: 'a{b="\\t"} 1 1', at: "1:6", say: 'after a backslash comes \\, " or n; a backslash itself is written \\\\' },
  {
    text: "a 1 2\na 1 2",
    at: "2:5",
    say: "this sample is not after the one before it of the same series: sort the samples of each series by time",
  },
  {
    text: "# TYPE a speed",
    at: "1:10",
    say: 'expected one of counter, gauge, histogram, gaugehistogram, stateset, info, summary, unknown, found "speed"',
  },
  { text: "# TYPE a", at: "1:8", say: "expected # TYPE, the name of a metric and its type" },
  { text: "# EOF\nup 1 1", at: "2:1", say: "nothing may follow # EOF" },
])("refuses $text with its place", ({ text, at, say }) => {
  const error = faultOf(() => parse(`${text}\n# EOF`));
  expect(`${error.line}:${error.column} ${error.message}`).toBe(`${at} ${say}`);
});

test("a text that is cut off is refused at its end", () => {
  const error = faultOf(() => parse("up 1 1\nup 1 2"));
  expect(`${error.line}:${error.column} ${error.message}`).toBe(
    "3:1 the file does not end with # EOF: it is cut off, or not in the OpenMetrics format",
  );
});

function faultOf(run: () => unknown): TextFault {
  try {
    run();
  } catch (error) {
    if (error instanceof TextFault) return error;
    throw error;
  }
  throw new Error("nothing was wrong");
}

async function* pieces(...parts: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield typeof part === "string" ? new TextEncoder().encode(part) : part;
}

async function allLines(parts: AsyncIterable<Uint8Array>): Promise<string[]> {
  const all: string[] = [];
  for await (const lines of linesOf(parts)) all.push(...lines);
  return all;
}

test("lines are put together from pieces, wherever those are cut", async () => {
  const bytes = new TextEncoder().encode("grün 1 1\r\nb 2");
  const cut = Array.from(bytes, (byte) => Uint8Array.of(byte));
  expect(await allLines(pieces(...cut))).toEqual(["grün 1 1", "b 2"]);
});

test.each([
  {
    name: "what is no UTF-8",
    parts: ["a 1 1\n", Uint8Array.of(0x62, 0xff, 0x0a)],
    at: 2,
    say: "this is no UTF-8 text: save the file in that encoding",
  },
  {
    name: "a character that is cut off",
    parts: ["a 1 1\nb", Uint8Array.of(0xc3)],
    at: 2,
    say: "this is no UTF-8 text: save the file in that encoding",
  },
  {
    name: "an endless line",
    parts: ["a 1 1\n", "x".repeat(600_000), "x".repeat(600_000)],
    at: 2,
    say: "this line is too long to be one of samples",
  },
])("refuses $name", async ({ parts, at, say }) => {
  await expect(allLines(pieces(...parts))).rejects.toMatchObject({ message: say, line: at, column: 1 });
});
