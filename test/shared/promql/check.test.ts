import { expect, test } from "vitest";
import { checkPromql } from "#shared/promql/parse";

test.each([
  { query: "rate(x)", at: 6, message: 'expected type range vector in call to function "rate", got instant vector' },
  { query: "sum(x[5m])", at: 5, message: "expected type instant vector in aggregation expression, got range vector" },
  { query: "vector(x)", at: 8, message: 'expected type scalar in call to function "vector", got instant vector' },
  {
    query: 'label_join(x, "a", "b", "c", 5)',
    at: 30,
    message: 'expected type string in call to function "label_join", got scalar',
  },
  { query: "time(1)", at: 1, message: 'expected 0 argument(s) in call to "time", got 1' },
  { query: "round()", at: 1, message: 'expected at least 1 argument(s) in call to "round", got 0' },
  { query: "round(x, 1, 2)", at: 1, message: 'expected at most 2 argument(s) in call to "round", got 3' },
  { query: 'label_join(x, "a")', at: 1, message: 'expected at least 3 argument(s) in call to "label_join", got 2' },
  { query: "sum()", at: 1, message: "no arguments for aggregate expression provided" },
  { query: "topk(x)", at: 1, message: "wrong number of arguments for aggregate expression provided, expected 2, got 1" },
  { query: "topk(x, y)", at: 6, message: "expected type scalar in aggregation parameter, got instant vector" },
  { query: "count_values(1, y)", at: 14, message: "expected type string in aggregation parameter, got scalar" },
  { query: "1  > 2", at: 4, message: "comparisons between scalars must use BOOL modifier" },
  { query: "a + bool b", at: 3, message: "bool modifier can only be used on comparison operators" },
  { query: "a and 1", at: 1, message: 'set operator "and" not allowed in binary scalar expression' },
  { query: "a + on(x) 1", at: 1, message: "vector matching only allowed between instant vectors" },
  { query: "a + fill(0) 1", at: 1, message: "filling in missing series only allowed between instant vectors" },
  { query: "a and fill(0) b", at: 1, message: "filling in missing series not allowed for set operators" },
  { query: "a + on(x) group_right(x) b", at: 3, message: 'label "x" must not occur in ON and GROUP clause at once' },
  { query: "a + b[5m]", at: 5, message: "binary expression must contain only scalar and instant vector types" },
  {
    query: '-"b"',
    at: 1,
    message: 'unary expression only allowed on expressions of type scalar or instant vector, got "string"',
  },
  { query: "{}", at: 1, message: "vector selector must contain at least one non-empty matcher" },
  { query: '{a=~".*",b!="c"}', at: 1, message: "vector selector must contain at least one non-empty matcher" },
  { query: 'foo{__name__="bar"}', at: 1, message: 'metric name must not be set twice: "foo" or "bar"' },
  { query: 'x{a=~"("}', at: 3, message: "error parsing regexp: missing closing ): `(`" },
  { query: 'x{a=~"(a{500}){3}"}', at: 3, message: "error parsing regexp: invalid repeat count: `{3}`" },
  {
    query: String.raw`x{a=~"(a)\\1"}`,
    at: 3,
    message: String.raw`error parsing regexp: invalid escape sequence: ${"`"}\1${"`"}`,
  },
  { query: "(a + b)[5m]", at: 8, message: "ranges only allowed for vector selectors" },
  { query: "a offset 1m[5m]", at: 12, message: "no offset modifiers allowed before range" },
  { query: "a @ 1 [5m]", at: 7, message: "no @ modifiers allowed before range" },
  {
    query: "1 offset 1d",
    at: 1,
    message: "offset modifier must be preceded by an instant vector selector or range vector selector or a subquery",
  },
  {
    query: "rate(x[1m]) @ 5",
    at: 1,
    message: "@ modifier must be preceded by an instant vector selector or range vector selector or a subquery",
  },
  { query: "a offset 1m offset 2m", at: 1, message: "offset may not be set multiple times" },
  { query: "a @ 1 @ 2", at: 1, message: "@ <timestamp> may not be set multiple times" },
  { query: "a @ Inf", at: 1, message: "timestamp out of bounds for @ modifier: +Inf" },
  { query: "a[0s]", at: 3, message: "duration must be greater than 0" },
  { query: "a[5m / 0]", at: 6, message: "division by zero" },
  { query: "a[300y]", at: 3, message: "duration out of range" },
  { query: "a[1m][5m:]", at: 1, message: "subquery is only allowed on instant vector, got matrix instead" },
  { query: "info(x, y)", at: 9, message: "expected label selectors only, got vector selector instead" },
])("$query is refused: $message", ({ query, at, message }) => {
  expect(checkPromql(query)).toEqual([{ severity: "error", message, place: expect.objectContaining({ line: 1, column: at }) }]);
});

test("all mistakes of types are told, in the order in which Prometheus finds them", () => {
  const found = checkPromql("rate(a)\n  + abs(1) > bool foo_total{}[5s]").map(({ message, place }) => [
    place.line,
    place.column,
    message,
  ]);
  expect(found).toEqual([
    [1, 6, 'expected type range vector in call to function "rate", got instant vector'],
    [2, 9, 'expected type instant vector in call to function "abs", got scalar'],
    [2, 19, "binary expression must contain only scalar and instant vector types"],
  ]);
});

test("of a thousand mistakes a hundred are told", () => {
  expect(checkPromql(Array(300).fill("rate(a)").join(" + "))).toHaveLength(100);
});

test.each([
  "histogram_quantile(0.9, sum by (le) (rate(http_request_duration_seconds_bucket[5m])))",
  'label_replace(up, "host", "$1", "instance", "(.+):.*")',
  "topk(5, sum by (pod) (rate(container_cpu_usage_seconds_total[5m]))) or vector(0)",
  "predict_linear(node_filesystem_avail_bytes[6h], 4 * 3600) < 0",
  "max_over_time(rate(x[1m])[1h:30s] offset 1d)",
  "a * on(i) group_left(x) b unless ignoring(y) c",
  'absent(up{job="x"}) == 1',
  "sum(x) by (a) / ignoring(a) group_left sum(x)",
  "avg_over_time((a - b)[5m:])",
  "x[5m + step()] offset -(2 * 1m)",
  "minute() + hour(x)",
  'x{a=~"(?i)abc|d.f"}',
  "a + fill(0) b",
  "rate(x[5m] smoothed)",
  'sort_by_label(x, "a", "b")',
])("%s has nothing wrong", (query) => expect(checkPromql(query).map(({ message }) => message)).toEqual([]));
