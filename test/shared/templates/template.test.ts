import { describe, expect, test } from "vitest";
import { checkTemplate, createTemplate, type TemplateData } from "#shared/templates/template";
import cases from "../../fixtures/templates/template-cases.json";

const expandTemplate = (source: string, name: string, data: TemplateData) => createTemplate(source, name)(data);

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

const isCovered = ({ template }: Case) => !checkTemplate(template)?.isUnsupported;

function expectedOf({ out, parse_error, expand_error }: Case): string {
  if (out !== undefined) return out;
  return `<error expanding template: ${expand_error ?? `error parsing template __alert_A: ${parse_error}`}>`;
}

describe("Prometheus's own expansions", () => {
  test.each((cases as Case[]).filter(isCovered).map((one, index) => ({ ...one, index })))(
    "case $index: $template of $value",
    (one) => {
      expect(expandTemplate(one.template, "A", data(numberOf(one.value)))).toBe(expectedOf(one));
    },
  );

  test("are all covered but these, and the list may only shrink", () => {
    const open = new Map<string, number>();
    for (const { template } of (cases as Case[]).filter((one) => !isCovered(one))) {
      const message = checkTemplate(template)?.message ?? "";
      open.set(message, (open.get(message) ?? 0) + 1);
    }
    expect(Object.fromEntries(open)).toEqual({
      "setting a variable is not supported yet": 1,
      "the function args is not supported yet": 1,
      "the function first is not supported yet": 1,
      "the function graphLink is not supported yet": 1,
      "the function match is not supported yet": 1,
      "the function parseDuration is not supported yet": 1,
      "the function query is not supported yet": 4,
      "the function reReplaceAll is not supported yet": 1,
      "the function stripPort is not supported yet": 7,
      "the function toTime is not supported yet": 3,
      "the function urlquery is not supported yet": 1,
      "{{block}} is not supported yet": 1,
      "{{define}} is not supported yet": 1,
      "{{range}} is not supported yet": 3,
      "{{template}} is not supported yet": 1,
      "{{with}} is not supported yet": 3,
    });
  });
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
  expect(checkTemplate(template)).toEqual({ ...expected, isUnsupported: false });
});

test("what is right but not expanded yet is told apart from what is wrong", () => {
  expect(checkTemplate('{{ query "up" }}')).toEqual({
    message: "the function query is not supported yet",
    from: 3,
    to: 8,
    isUnsupported: true,
  });
});

test("a label with the name of an object's own property is looked up like any other", () => {
  expect(expandTemplate("{{ $labels.constructor }}|{{ .Labels.toString }}", "A", data(1))).toBe("|");
});

test("an absurd width does not make an absurd text", () => {
  expect(expandTemplate('{{ printf "%99999999999d" 1 }}', "A", data(1)).length).toBe(1_000_000);
});
