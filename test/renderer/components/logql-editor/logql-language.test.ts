import { highlightTree, tagHighlighter, tags } from "@lezer/highlight";
import { expect, test } from "vitest";
import { logqlLanguage } from "../../../../renderer/components/logql-editor/logql-language";

const highlighter = tagHighlighter([
  { tag: tags.labelName, class: "label" },
  { tag: tags.string, class: "string" },
  { tag: tags.number, class: "number" },
  { tag: tags.function(tags.variableName), class: "function" },
  { tag: tags.keyword, class: "keyword" },
  { tag: tags.operator, class: "operator" },
  { tag: tags.comment, class: "comment" },
]);

/** The coloured stretches of a query, each with its colour. */
function coloured(text: string): string[] {
  const parts: { classes: string; from: number; to: number }[] = [];
  highlightTree(logqlLanguage.parser.parse(text), highlighter, (from, to, classes) => {
    const last = parts.at(-1);
    if (last?.to === from && last.classes === classes) last.to = to;
    else parts.push({ classes, from, to });
  });
  return parts.map(({ classes, from, to }) => `${classes} ${text.slice(from, to)}`);
}

test("labels have a colour where they choose streams, parsers and functions one of their own, and fields none", () => {
  expect(coloured('{service="gateway"} |~ "slow" | logfmt | duration_ms > 400 # why')).toEqual([
    "label {service",
    "operator =",
    'string "gateway"',
    "label }",
    "operator |~",
    'string "slow"',
    "operator |",
    "function logfmt",
    "operator |",
    "operator >",
    "number 400",
    "comment # why",
  ]);
  expect(coloured('sum by (level) (rate({a="b"} [5m])) > bool 2')).toEqual([
    "function sum",
    "keyword by",
    "label level",
    "function rate",
    "label {a",
    "operator =",
    'string "b"',
    "label }",
    "number 5m",
    "operator >",
    "keyword bool",
    "number 2",
  ]);
});

test.each([
  '{service="gateway"} |= "ERROR"',
  '{service="gateway"} | json | agent="daily_brief"',
  '{service="gateway"} | json | duration_ms > 5000',
  'rate({service="gateway"} |= "ERROR" [5m])',
  '{job="api-gateway"} |= "error"',
])("the grammar reads %s, as the guides write it, without a mistake", (text) => {
  const mistakes: string[] = [];
  logqlLanguage.parser.parse(text).iterate({
    enter(node) {
      if (node.type.isError) mistakes.push(text.slice(node.from, node.to));
    },
  });
  expect(mistakes).toEqual([]);
});
