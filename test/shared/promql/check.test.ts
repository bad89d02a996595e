import { expect, test } from "vitest";
import { checkPromql } from "#shared/promql/parse";

test.each([
  { query: "rate(x)", at: 6, message: "`rate` expects a range vector, found an instant vector; add a range, as in `[5m]`" },
  { query: "sum(x[5m])", at: 5, message: "`sum` expects an instant vector, found a range vector" },
  { query: "abs(1)", at: 5, message: "`abs` expects an instant vector, found a scalar" },
  { query: "vector(x)", at: 8, message: "`vector` expects a scalar, found an instant vector" },
  { query: 'label_replace(x, "a", "b", c, "d")', at: 28, message: "`label_replace` expects a string, found an instant vector" },
  { query: "time(1)", at: 1, message: "`time` takes 0 arguments, found 1" },
  { query: "abs()", at: 1, message: "`abs` takes 1 argument, found 0" },
  { query: "round(x, 1, 2)", at: 1, message: "`round` takes 1 to 2 arguments, found 3" },
  { query: 'label_join(x, "a")', at: 1, message: "`label_join` takes at least 3 arguments, found 2" },
  { query: "sum()", at: 1, message: "`sum` takes 1 argument, found 0" },
  { query: "topk(x)", at: 1, message: "`topk` takes 2 arguments, found 1" },
  { query: "topk(x, y)", at: 6, message: "`topk` expects a scalar, found an instant vector" },
  { query: "count_values(1, y)", at: 14, message: "`count_values` expects a string, found a scalar" },
  { query: "1 > 2", at: 1, message: "comparing two scalars needs `bool`, as in `1 > bool 2`" },
  { query: "a + bool b", at: 1, message: "`bool` belongs to comparisons, not to `+`" },
  { query: "a and 1", at: 7, message: "`and` works on instant vectors only, found a scalar" },
  { query: "a + on(x) 1", at: 1, message: "`on` works between two instant vectors only" },
  { query: "a and on(x) group_left b", at: 1, message: "`group_left` does not go with `and`" },
  { query: "a + on(x) group_right(x) b", at: 1, message: "the label `x` stands both in `on` and in `group_right`" },
  { query: "a + b[5m]", at: 5, message: "`+` expects scalars or instant vectors, found a range vector" },
  { query: 'a + "b"', at: 5, message: "`+` expects scalars or instant vectors, found a string" },
  { query: '-"b"', at: 1, message: "a sign needs a scalar or an instant vector, found a string" },
  { query: "{}", at: 1, message: "the selector needs a metric name or at least one matcher that does not match the empty text" },
  {
    query: '{a=~".*",b!="c"}',
    at: 1,
    message: "the selector needs a metric name or at least one matcher that does not match the empty text",
  },
  { query: 'foo{__name__="bar"}', at: 5, message: "the metric name is given twice: `foo` and `bar`" },
  { query: 'x{a=~"("}', at: 3, message: "`(` is not a regular expression: missing closing )" },
  {
    query: String.raw`x{a=~"(a)\\1"}`,
    at: 3,
    message: "`(a)\\1` is not a regular expression: invalid escape sequence",
  },
  {
    query: "(a + b)[5m]",
    at: 1,
    message: "a range like `[5m]` belongs behind a metric; other expressions take a subquery, `[5m:1m]`",
  },
  { query: "a offset 1m[5m]", at: 1, message: "a range like `[5m]` comes before `offset` and `@`" },
  { query: "1 offset 1d", at: 1, message: "`offset` belongs behind a metric, a range or a subquery" },
  { query: "rate(x[1m]) @ 5", at: 1, message: "`@` belongs behind a metric, a range or a subquery" },
  { query: "a offset 1m offset 2m", at: 1, message: "`offset` is given twice" },
  { query: "a @ 1 @ 2", at: 1, message: "`@` is given twice" },
  { query: "a @ Inf", at: 5, message: "`@` needs a time in Unix seconds, found `Inf`" },
  { query: "a[0s]", at: 3, message: "a range must be longer than 0" },
  { query: "a[1m][5m:]", at: 1, message: "a subquery needs an instant vector before the bracket, found a range vector" },
])("$query is refused: $message", ({ query, at, message }) => {
  expect(checkPromql(query)).toEqual([{ severity: "error", message, place: expect.objectContaining({ line: 1, column: at }) }]);
});

test("all mistakes of a query are told, left to right", () => {
  const messages = checkPromql("rate(a)\n  + abs(1) > bool foo_total{}[0s]").map(({ message, place }) => [
    place.line,
    message.slice(0, 12),
  ]);
  expect(messages).toEqual([
    [1, "`rate` expec"],
    [2, "`abs` expect"],
    [2, "`>` expects "],
    [2, "a range must"],
  ]);
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
