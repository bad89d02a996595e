// What the recorded answers of Loki do not show: lines and labels that are meant to hurt, and what is kept of an entry.
import { describe, expect, test } from "vitest";
import { compilePipeline } from "#shared/logql/evaluate/pipeline";
import { compileSelector } from "#shared/logql/evaluate/selector";
import { supportedHere } from "#shared/logql/evaluate/supported";
import { parseLogql } from "#shared/logql/parse";
import type { LogEntry } from "#shared/logs/block";

const labels = { app: "api" };
const entryOf = (line: string): LogEntry => ({ ms: 1, ns: 2, labels, line });
const run = (stages: string, line: string) => compilePipeline(parseLogql(`{app="api"} ${stages}`))(entryOf(line));

test("an entry that no stage changes is handed on as it is", () => {
  const entry = entryOf("x");
  expect(compilePipeline(parseLogql('{app="api"} |= "x"'))(entry)).toBe(entry);
  expect(compilePipeline(parseLogql('{app="api"} |= "x" | app="api" | logfmt'))(entry)).toBe(entry);
});

test("the stream's labels stay the same object where only others are added", () => {
  expect(run("| logfmt", "a=1")?.labels).toBe(labels);
});

test("a label __proto__ is left out, others of Object's own names are labels like any other", () => {
  const found = run("| json", '{"__proto__":"x","constructor":"c","toString":"t"}');
  expect(found?.parsed).toEqual({ constructor: "c", toString: "t" });
  expect(run('| json | hasOwnProperty=""', "{}")).toBeDefined();
});

describe("what is long or deep is read soon", () => {
  const many = (text: string, count: number) => text.repeat(count);
  test.each([
    { name: "open braces", stages: "| json", line: many('{"a":', 200_000) },
    { name: "open brackets", stages: "| json", line: `{"a":${many("[", 500_000)}` },
    { name: "quotes", stages: "| json", line: `{${many('"', 500_000)}` },
    { name: "backslashes", stages: "| logfmt", line: `a="${many("\\", 100_001)}` },
    { name: "equal signs", stages: "| logfmt", line: many("=", 500_000) },
    { name: "fields", stages: "| logfmt", line: many("a=1 ", 200_000) },
    { name: "a pattern", stages: "| pattern `<a> <b> <c>`", line: many("x", 1_000_000) },
    { name: "a regular expression", stages: "|~ `(a+)+b`", line: many("a", 20_000) },
    { name: "an address", stages: '|= ip("10.0.0.0/8")', line: many("1.", 200_000) },
    { name: "colours", stages: "| decolorize", line: many("\u001b[", 200_000) },
  ])("$name", ({ stages, line }) => expect(() => run(stages, line)).not.toThrow());
});

test("a selector reads a stream by all of its matchers, a missing label being the empty text", () => {
  const selects = compileSelector(parseLogql('{app="api", env!="dev", zone=~"a|b|"}'));
  expect(selects({ app: "api" })).toBe(true);
  expect(selects({ app: "api", zone: "c" })).toBe(false);
  expect(selects({ app: "api", env: "dev" })).toBe(false);
  expect(selects({ app: "api", zone: "xa" })).toBe(false);
});

test("a metric query reads the streams of each of its selectors", () => {
  const selects = compileSelector(parseLogql('rate({app="api"} [5m]) / rate({app="web"} [5m])'));
  expect(["api", "web", "db"].map((app) => selects({ app }))).toEqual([true, true, false]);
});

test("what only a Loki answers is named, everything else is answered", () => {
  const unsupported = (query: string) =>
    supportedHere(parseLogql(query)).map(({ message, place }) => [query.slice(place.from, place.to), message]);
  expect(unsupported('approx_topk(3, rate({a="b"} | line_format "{{ now }}" [5m]))')).toEqual([
    ['"{{ now }}"', 'function "now" not defined: only a Loki answers that, not the logs of this machine'],
    ["approx_topk", "`approx_topk`: only a Loki answers that, not the logs of this machine"],
  ]);
  expect(
    unsupported('{a="b"} | json | logfmt | unpack | decolorize | regexp "(?P<x>.)" | pattern "<y>" | drop a | x > 1'),
  ).toEqual([]);
});

test.each([
  { filter: "|~ `(?i)time-out/x|FEHLER`", line: "a Time-Out/X", passes: true },
  { filter: "|~ `(?i)time-out/x|FEHLER`", line: "ein fehler", passes: true },
  { filter: "|~ `(?i)time-out/x|FEHLER`", line: "time out", passes: false },
  { filter: "!~ `(?i)ÄRGER`", line: "ärger", passes: false },
  { filter: "|~ `a.c`", line: "a\nc", passes: false },
  { filter: "|~ `^b$`", line: "abc", passes: false },
])("$filter looks at $line", ({ filter, line, passes }) => expect(run(filter, line) !== undefined).toBe(passes));

test.each(["size > 5", "size > 5s", "size > 5KB"])("a million digits that are no number are read once: %s", (filter) => {
  const found = run(`| json | ${filter}`, `{"size":"${"1".repeat(1_000_000)}x"}`);
  expect(found?.parsed).toMatchObject({ __error__: "LabelFilterErr" });
});

describe("templates", () => {
  test.each([
    { template: "{{.level | ToUpper}} {{.missing}}|", becomes: "INFO |" },
    { template: '{{ if eq .level "info" }}i{{ else }}?{{ end }}', becomes: "i" },
    { template: "{{ trunc 3 .word }} {{ trunc -2 .word }} {{ substr 1 3 .word }}", becomes: "wor ds or" },
    { template: '{{ trunc 4 "café" }}', becomes: "caf\ufffd" },
    {
      template: "[{{ alignLeft 7 .word }}] [{{ alignRight 7 .word }}] [{{ alignLeft 2 .word }}]",
      becomes: "[words  ] [  words] [wo]",
    },
    { template: '{{ regexReplaceAll "o(.)" .word "<$1>" }}', becomes: "w<r>ds" },
    { template: '{{ .missing | default "-" }}{{ replace "o" "0" .word }}', becomes: "-w0rds" },
    { template: "{{ add 1 .n }} {{ mulf .n 1.5 }} {{ max 1 .n }}", becomes: "5 6 4" },
    { template: "{{ __line__ | trunc 5 }}", becomes: "level" },
    { template: "<b>{{.word}}</b>", becomes: "<b>words</b>" },
  ])("$template", ({ template, becomes }) => {
    expect(run(`| logfmt | line_format \`${template}\``, "level=info word=words n=4")?.line).toBe(becomes);
  });

  test("a long text is filled up no further than is bearable", () => {
    const word = "a".repeat(15_000);
    expect(run("| line_format `{{ alignLeft 20000 __line__ }}`", word)?.line).toBe(word);
  });

  test("one that fails leaves the line, and says so", () => {
    const found = run('| line_format `{{ regexReplaceAll "(" "x" "y" }}`', "x");
    expect(found).toMatchObject({ line: "x", parsed: { __error__: "TemplateFormatErr" } });
  });
});
