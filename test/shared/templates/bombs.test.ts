import { describe, expect, test } from "vitest";
import { checkTemplate, createTemplate, type TemplateData } from "#shared/templates/template";

const data: TemplateData = { labels: { job: "node" }, externalLabels: {}, externalUrl: "", value: 1 };
const expand = (source: string) => createTemplate(source, "A").expand(data);
const repeated = (text: string, count: number) => text.repeat(count);

describe("a template that would never end becomes its own error", () => {
  test.each([
    {
      name: "ranges inside ranges",
      source: `${repeated("{{ range 1000 }}", 6)}x${repeated("{{ end }}", 6)}`,
      error: "the template takes too much work",
    },
    { name: "a range over a number", source: "{{ range 1000000000 }}{{ end }}", error: "the template takes too much work" },
    {
      name: "a template that calls itself",
      source: '{{ define "x" }}{{ template "x" }}{{ end }}{{ template "x" }}',
      error: "exceeded maximum template depth (100)",
    },
    {
      name: "a template that calls itself twice",
      source: '{{ define "x" }}a{{ template "x" }}{{ template "x" }}{{ end }}{{ template "x" }}',
      error: "exceeded maximum template depth (100)",
    },
    {
      name: "a text that is doubled and doubled",
      source: `{{ $x := "0123456789" }}${repeated('{{ $x = printf "%s%s" $x $x }}', 40)}{{ len $x }}`,
      error: "the text grows beyond 1000000 characters",
    },
    {
      name: "a map that holds itself twice, again and again",
      source: `{{ $x := args "a" }}${repeated("{{ $x = args $x $x }}", 60)}{{ $x }}`,
      error: "a map or list grows beyond 100000 characters",
    },
    {
      name: "a map in a map in a map",
      source: `{{ $x := args "a" }}{{ range 5000 }}{{ $x = args $x }}{{ end }}{{ $x }}`,
      error: "the value is nested too deeply to be printed",
    },
    {
      name: "widths without end",
      source: `{{ printf "${repeated("%999999d", 50)}" ${repeated("1 ", 50)}}}`,
      error: "the text grows beyond 1000000 characters",
    },
    {
      name: "a replacement that multiplies",
      source: `{{ $x := printf "%100000s" "a" }}{{ reReplaceAll "(.*)" "${repeated("$0", 50)}" $x }}`,
      error: "the text grows beyond 1000000 characters",
    },
    {
      name: "an output of many parts",
      source: `{{ $x := printf "%500000s" "a" }}{{ $x }}{{ $x }}{{ $x }}`,
      error: "the text grows beyond 1000000 characters",
    },
    {
      name: "a regular expression over much text",
      source: `{{ $x := printf "%900000s" "b" }}{{ range 1000 }}{{ match "(a|aa|aaa|aaaa|aaaaa)*c" $x }}{{ end }}`,
      error: "the template takes too much work",
    },
  ])("$name", ({ source, error }) => {
    expect(expand(source)).toMatch(new RegExp(`^<error expanding template: .*: ${error.replace(/[()]/g, "\\$&")}>$`));
  });
});

test.each([
  {
    name: "parentheses",
    source: `{{ ${repeated("(", 5000)}1${repeated(")", 5000)} }}`,
    message: "the parentheses are nested too deeply",
  },
  {
    name: "actions",
    source: `${repeated("{{ if true }}", 5000)}x${repeated("{{ end }}", 5000)}`,
    message: "the actions are nested too deeply",
  },
  {
    name: "else ifs",
    source: `{{ if true }}${repeated("{{ else if true }}", 5000)}{{ end }}`,
    message: "the actions are nested too deeply",
  },
])("$name nested without end are refused where they stand", ({ source, message }) => {
  expect(checkTemplate(source)?.message).toBe(message);
});

test("a long text of blanks is read in no time", () => {
  const source = `{{ 1 }}${repeated(" ", 300_000)}x${repeated(" ", 300_000)}{{- 2 }}`;
  expect(createTemplate(source, "A").expand(data)).toHaveLength(300_003);
});

test("an ordinary template with much in it is expanded", () => {
  expect(expand(`{{ range 1000 }}{{ if gt $value 0.5 }}{{ $labels.job }} {{ end }}{{ end }}`)).toBe("node ".repeat(1000));
});
