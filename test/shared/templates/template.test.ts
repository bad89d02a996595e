import { describe, expect, test } from "vitest";
import { evaluateInstant } from "#shared/promql/evaluate";
import { parsePromql } from "#shared/promql/parse";
import { checkTemplate, createTemplate, type QuerySample, type TemplateData } from "#shared/templates/template";
import more from "../../fixtures/templates/promtool-cases.json";
import cases from "../../fixtures/templates/template-cases.json";
import { storageOf } from "../../support/promql-series";

const expandTemplate = (source: string, name: string, data: TemplateData) => createTemplate(source, name).expand(data);

// What the alert of the captured cases carried; promtool expanded them.
const labels = { __name__: "m", instance: "h:9100", job: "node" };
const data = (value: number) => ({ labels, externalLabels: { region: "eu" }, externalUrl: "http://h:9090/prom", value });

const numberOf = (text: string) => (text === "+Inf" ? Infinity : text === "-Inf" ? -Infinity : Number(text));

interface Case {
  template: string;
  value: string;
  out?: string;
  parse_error?: string;
  expand_error?: string;
}

function expectedOf({ out, parse_error, expand_error }: Case): string {
  if (out !== undefined) return out;
  return `<error expanding template: ${expand_error ?? `error parsing template __alert_A: ${parse_error}`}>`;
}

// What the queries of the captured cases were answered from.
const storage = storageOf(
  [
    { job: "node", value: 1 },
    { job: "api", value: 0 },
  ].map(({ job, value }) => ({ labels: { __name__: "up", job }, points: [{ time: 0, value }] })),
);

async function query(expr: string): Promise<QuerySample[]> {
  const result = evaluateInstant(parsePromql(expr), 0, { storage });
  if (result.kind === "scalar") return [{ labels: {}, value: result.value }];
  if (result.kind !== "vector") throw new Error("not a vector");
  return result.labels.map((one, index) => ({ labels: one, value: result.values[index] ?? Number.NaN }));
}

describe("Prometheus's own expansions", () => {
  test.each((cases as Case[]).map((one, index) => ({ ...one, index })))("case $index: $template of $value", async (one) => {
    const template = createTemplate(one.template, "A");
    const given = data(numberOf(one.value));
    expect(await template.expandWith(given, query)).toBe(expectedOf(one));
    if (!template.usesQueries) expect(template.expand(given)).toBe(expectedOf(one));
  });
});

// Further expansions by promtool 3.5.3, of what the language has besides; of those it refuses only that it does.
describe("promtool's verdict on the rest of the language", () => {
  const given = { labels, externalLabels: { region: "eu" }, externalUrl: "http://h:9090/prom", value: 1, now: 0 };

  test.each((more as { template: string; out?: string; isWrong?: boolean }[]).map((one, index) => ({ ...one, index })))(
    "case $index: $template",
    async ({ template, out, isWrong = false }) => {
      expect(checkTemplate(template) !== undefined).toBe(isWrong);
      if (!isWrong) expect(await createTemplate(template, "A").expandWith(given, query)).toBe(out);
    },
  );
});

test("a query is asked once, however often its answer is needed", async () => {
  const asked: string[] = [];
  const source = '{{ range query "a" }}{{ range query "b" }}{{ .Value }}{{ end }}{{ end }}{{ with query "a" }}!{{ end }}';
  const text = await createTemplate(source, "A").expandWith(data(1), async (expr) => {
    asked.push(expr);
    return [{ labels: {}, value: asked.length }];
  });
  expect({ text, asked }).toEqual({ text: "2!", asked: ["a", "b"] });
});

test("without anybody to ask, a query is an error of its own", () => {
  expect(expandTemplate('{{ query "up" }}', "A", data(1))).toContain("error calling query: queries cannot be answered here");
});

test("a template that asks without end is stopped", async () => {
  const source = '{{ range $i := 1000 }}{{ query (print "up > " $i) | len }}{{ end }}';
  const text = await createTemplate(source, "A").expandWith(data(1), async () => []);
  expect(text).toContain("error calling query: the template asks more than 100 queries");
});

test("the time of the evaluation can be asked for", () => {
  expect(expandTemplate("{{ now | humanizeTimestamp }}", "A", { ...data(1), now: 1435065584128 })).toBe(
    "2015-06-23 13:19:44.128 +0000 UTC",
  );
});

test.each([
  { name: "toDuration", template: "{{ toDuration 5400 }} {{ (toDuration 1.5).Milliseconds }}", expected: "1h30m0s 1500" },
  { name: "urlQueryEscape", template: '{{ urlQueryEscape "a b&c" }}', expected: "a+b%26c" },
  { name: "pathPrefix", template: "{{ pathPrefix }} {{ externalURL }}", expected: "/prom http://h:9090/prom" },
])("$name, which newer versions of Prometheus know, is known", ({ template, expected }) => {
  expect(expandTemplate(template, "A", data(1))).toBe(expected);
});

test.each([
  {
    name: "a misspelt function",
    template: "is {{ $value | humanise }}",
    expected: { message: 'function "humanise" not defined', from: 15, to: 23 },
  },
  { name: "an action that is never closed", template: "is {{ $value", expected: { message: "unclosed action", from: 3, to: 12 } },
  { name: "an if without end", template: "{{ if $value }}x", expected: { message: "unexpected EOF", from: 16, to: 16 } },
  { name: "a stray else", template: "a{{ else }}b", expected: { message: "unexpected {{else}}", from: 4, to: 8 } },
  {
    name: "a bad escape",
    template: '{{ "\\y" }}',
    expected: { message: "invalid escape \\y in a quoted string", from: 3, to: 7 },
  },
])("checkTemplate places $name", ({ template, expected }) => {
  expect(checkTemplate(template)).toEqual(expected);
});

test("a label with the name of an object's own property is looked up like any other", () => {
  expect(expandTemplate("{{ $labels.constructor }}|{{ .Labels.toString }}", "A", data(1))).toBe("|");
});

test("an absurd width does not make an absurd text", () => {
  expect(expandTemplate('{{ printf "%99999999999d" 1 }}', "A", data(1)).length).toBe(1_000_000);
});
