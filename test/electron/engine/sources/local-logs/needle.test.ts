import { expect, test } from "vitest";
import { parseLogql } from "#shared/logql/parse";
import { needleOf, needleOfMetric } from "../../../../../electron/engine/sources/local-logs/needle";

test.each([
  { expr: '{a="b"} |= "short" |= "the longest"', needle: "the longest" },
  { expr: '{a="b"} | json | x="y" |= "behind a parser"', needle: "behind a parser" },
  { expr: '{a="b"} | line_format "{{.x}}" |= "made by the query"', needle: undefined },
  { expr: '{a="b"} | decolorize |= "without colours"', needle: undefined },
  { expr: '{a="b"} |= "one" or "other"', needle: undefined },
  { expr: '{a="b"} != "not"', needle: undefined },
  { expr: '{a="b"} |~ "expression"', needle: undefined },
  { expr: '{a="b"} |= ip("10.0.0.0/8")', needle: undefined },
  { expr: '{a="b"} |= "line\\nfeed"', needle: undefined },
  { expr: '{a="b"}', needle: undefined },
  { expr: 'sum(rate({a="b"} |= "counted" [5m]))', needle: "counted" },
  { expr: 'sum(rate({a="b"} |= "one" [5m])) / sum(rate({a="b"} [5m]))', needle: undefined },
])("$expr can be searched by $needle", ({ expr, needle }) => {
  const query = parseLogql(expr);
  expect(query.kind === "lines" ? needleOf(query.stages) : needleOfMetric(query.expr)).toBe(needle);
});
