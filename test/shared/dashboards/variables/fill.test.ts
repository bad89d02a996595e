// biome-ignore-all lint/suspicious/noTemplateCurlyInString: dashboards name their variables so
import { expect, test } from "vitest";
import { fillQuery, fillRegex, fillText, fillUrl } from "#shared/dashboards/variables/fill";
import { withLocals } from "#shared/dashboards/variables/scope";
import { chosen, scopeWith, several, single, textbox, variable } from "../../../support/dashboard-scope";

const scope = scopeWith(
  {
    job: single("node"),
    host: several(["a.b:9100"], ["a.b:9100", "c", "d"]),
    hosts: several(["a.b", "c"], ["a.b", "c", "d"]),
    all: several(["$__all"], ["a.b", "c"]),
    any: several(["$__all"], ["a.b", "c"], { allValue: ".*" }),
    none: several([], ["a", "b"]),
    nested: several(["$__all"], ["a"], { allValue: "$job-.+" }),
    path: textbox('C:\\x "y"\n`z`'),
    named: {
      variable: variable({ kind: "custom", name: "named", multi: true }),
      chosen: { values: ["1", "2"], texts: [] },
      options: [
        { text: "One", value: "1" },
        { text: "Two", value: "2" },
      ],
    },
    fixed: { variable: variable({ kind: "constant", name: "fixed", query: 'job="x"' }), chosen: chosen() },
    step: { variable: variable({ kind: "interval", name: "step", auto: true, autoCount: 50 }), chosen: chosen("$__auto") },
    filters: {
      variable: variable({ kind: "adhoc", name: "filters", filters: [{ key: "job", operator: "=", value: "node" }] }),
      chosen: chosen(),
    },
  },
  {
    locals: new Map([
      ["__interval", "30s"],
      ["__interval_ms", "30000"],
      ["__rate_interval", "1m"],
    ]),
  },
);

test.each([
  { name: "a value", query: 'up{job="$job"}', filled: 'up{job="node"}' },
  {
    name: "all ways of writing",
    query: "$job ${job} [[job]] ${job.text} ${job:raw} [[job:raw]]",
    filled: "node node node node node node",
  },
  {
    name: "what is not known",
    query: 'label_replace(x, "a", "$1", "b", "(.*)$") $unknown ${other} [[else]]',
    filled: 'label_replace(x, "a", "$1", "b", "(.*)$") $unknown ${other} [[else]]',
  },
  { name: "a name that only begins as a known one", query: "$jobs $job_x", filled: "$jobs $job_x" },
  { name: "one of several", query: 'up{h=~"$host"}', filled: 'up{h=~"a\\\\.b:9100"}' },
  { name: "several", query: 'up{h=~"$hosts"}', filled: 'up{h=~"(a\\\\.b|c)"}' },
  { name: "all, written out", query: 'up{h=~"$all"}', filled: 'up{h=~"(a\\\\.b|c)"}' },
  { name: "all, by what stands for them", query: 'up{h=~"$any"}', filled: 'up{h=~".*"}' },
  { name: "all, by what names another variable", query: 'up{h=~"$nested"}', filled: 'up{h=~"node-.+"}' },
  { name: "none of several, which finds nothing", query: 'up{h=~"$none"}', filled: 'up{h=~"__empty__"}' },
  { name: "none of several, outside of strings", query: "sum by (${none:csv}) (up)", filled: "sum by () (up)" },
  { name: "several, outside of strings", query: "sum by (${hosts:csv}) (up)", filled: "sum by (a.b,c) (up)" },
  {
    name: "the format regex, which takes part in the string's escapes",
    query: 'up{h=~"${hosts:regex}"}',
    filled: 'up{h=~"(a\\\\.b|c)"}',
  },
  { name: "the format regex outside of a string", query: "${hosts:regex}", filled: "(a\\.b|c)" },
  { name: "the format pipe", query: 'up{h=~"${hosts:pipe}"}', filled: 'up{h=~"a.b|c"}' },
  { name: "the format raw", query: 'up{h=~"${hosts:raw}"}', filled: 'up{h=~"a.b,c"}' },
  { name: "a regular expression between backquotes", query: "up{h=~`$hosts`}", filled: "up{h=~`(a\\.b|c)`}" },
  { name: "hostile text in double quotes", query: 'up{p="$path"}', filled: 'up{p="C:\\\\x \\"y\\"\\n`z`"}' },
  { name: "hostile text in single quotes", query: "up{p='$path'}", filled: "up{p='C:\\\\x \"y\"\\n`z`'}" },
  { name: "hostile text between backquotes", query: "up{p=`a\\d$path`}", filled: 'up{p="a\\\\dC:\\\\x \\"y\\"\\n`z`"}' },
  { name: "hostile text that is asked for raw", query: 'up{p="${path:raw}"}', filled: 'up{p="C:\\\\x \\"y\\"\\n`z`"}' },
  { name: "hostile text in a comment", query: "up # $path\n+ 1", filled: 'up # C:\\x "y" `z`\n+ 1' },
  { name: "a quote in a comment", query: 'up # don\'t\n{job="$job"}', filled: 'up # don\'t\n{job="node"}' },
  { name: "an escaped quote before it", query: 'up{a="\\"$job"}', filled: 'up{a="\\"node"}' },
  { name: "a constant that is a part of a query", query: "up{$fixed}", filled: 'up{job="x"}' },
  { name: "filters where the query has room for them", query: "up{$filters}", filled: 'up{job="node"}' },
  { name: "an interval that goes by the range", query: "rate(x[$step])", filled: "rate(x[5m])" },
  { name: "the same by its older name", query: "rate(x[$__auto_interval_step])", filled: "rate(x[5m])" },
  { name: "intervals", query: "rate(x[$__rate_interval]) $__interval ${__interval_ms}", filled: "rate(x[1m]) 30s 30000" },
  { name: "the range", query: "x[$__range] $__range_s $__range_ms", filled: "x[21600s] 21600 21600000" },
  { name: "its ends", query: "$__from ${__to}", filled: "1795226400000 1795248000000" },
  {
    name: "its ends as dates",
    query: "${__from:date} ${__from:date:iso} ${__to:date:seconds} ${__to:date:ms} ${__to:date:YYYY-MM}",
    filled: "2026-11-21T02:00:00.000Z 2026-11-21T02:00:00.000Z 1795248000 1795248000000 2026-11",
  },
  { name: "the dashboard", query: "${__dashboard} ${__dashboard.uid} $__dashboard", filled: "Node abc Node" },
  { name: "the time zone", query: "$__timezone", filled: "utc" },
  { name: "users and organisations, of which there are none", query: '{u="${__user.login}",o="$__org"}', filled: '{u="",o=""}' },
  {
    name: "a time filter of SQL",
    query: "WHERE $__timeFilter(created_at)",
    filled: "WHERE created_at BETWEEN '2026-11-21T02:00:00.000Z' AND '2026-11-21T08:00:00.000Z'",
  },
  {
    name: "an older time filter",
    query: "WHERE $timeFilter",
    filled: "WHERE time >= 1795226400000ms and time <= 1795248000000ms",
  },
  { name: "what belongs to links", query: "${__value.raw} ${__field.name}", filled: "${__value.raw} ${__field.name}" },
  { name: "nothing to fill", query: "sum(rate(x[5m]))", filled: "sum(rate(x[5m]))" },
])("queries: $name", ({ query, filled }) => expect(fillQuery(query, scope)).toBe(filled));

test.each([
  { name: "texts instead of values", text: "Of $named", filled: "Of One + Two" },
  { name: "all as a word", text: "Of $all, ${any}", filled: "Of All, All" },
  { name: "values where they are asked for", text: "${named:csv} ${named.value} ${any:raw}", filled: "1,2 1,2 .*" },
  { name: "the legend's own braces", text: "{{instance}} of $job every $__interval", filled: "{{instance}} of node every 30s" },
  { name: "text that is no markup here", text: "<b>$path</b>", filled: '<b>C:\\x "y"\n`z`</b>' },
])("texts: $name", ({ text, filled }) => expect(fillText(text, scope)).toBe(filled));

test.each([
  {
    name: "values are escaped",
    url: "/d/x?host=$host&p=$path",
    filled: "/d/x?host=%7Ba.b%3A9100%7D&p=C%3A%5Cx%20%22y%22%0A%60z%60",
  },
  {
    name: "all choices of a variable",
    url: "/d/x?${hosts:queryparam}&${all:queryparam}",
    filled: "/d/x?var-hosts=a.b&var-hosts=c&var-all=%24__all",
  },
  { name: "other names for them", url: "/x?${hosts:customqueryparam:h:eq.}", filled: "/x?h=eq.a.b&h=eq.c" },
  {
    name: "the range",
    url: "#/dashboards/x?${__url_time_range}&from2=${__from}",
    filled: "#/dashboards/x?from=now-6h&to=now&from2=1795226400000",
  },
  { name: "an address from a variable", url: "${path:raw}/x", filled: 'C:\\x "y"\n`z`/x' },
  { name: "other formats are escaped too", url: "/x?a=${hosts:csv}", filled: "/x?a=a.b%2Cc" },
])("addresses: $name", ({ url, filled }) => expect(fillUrl(url, scope)).toBe(filled));

test("an address has all variables but constants, as they are chosen", () => {
  const some = scopeWith({
    job: single("a&b"),
    all: several(["$__all"], ["x", "y"]),
    fixed: scope.variables.get("fixed") as never,
  });
  expect(fillUrl("?${__all_variables}", some)).toBe("?var-job=a%26b&var-all=%24__all");
});

test("an address has what is known of the value that it is of", () => {
  const link = {
    field: "CPU",
    value: 0.5,
    text: "50 %",
    time: 1000,
    labels: { job: "a/b", constructor: "x" },
    row: [{ name: "Mounted on", value: "/var" }],
  };
  const url =
    '/x?v=${__value.raw}&t=${__value.text}&at=${__value.time}&n=${__value.numeric}&f=${__field.name}&s=${__series.name}&l=${__field.labels.job}&c=${__field.labels.toString}&r=${__data.fields[0]}&q=${__data.fields["Mounted on"].text}&z=${__data.fields[7]}';
  expect(fillUrl(url, scope, link)).toBe("/x?v=0.5&t=50%20%25&at=1000&n=0.5&f=CPU&s=CPU&l=a%2Fb&c=&r=%2Fvar&q=%2Fvar&z=");
});

test("what a value holds is never filled again", () => {
  const hostile = scopeWith({ a: single("$b ${__dashboard}"), b: single("secret"), c: several(["$b"]) });
  expect(fillQuery('x{a="$a",c=~"$c"}', hostile)).toBe('x{a="$b ${__dashboard}",c=~"\\\\$b"}');
  expect(fillText("$a", hostile)).toBe("$b ${__dashboard}");
  expect(fillUrl("?a=$a", hostile)).toBe("?a=%24b%20%24%7B__dashboard%7D");
});

test("a copy of a repeated panel has its own value, as the expression that it would be among others", () => {
  const copy = withLocals(scope, new Map([["hosts", "a.b"]]));
  expect(fillQuery('up{h=~"$hosts"} ${hosts:json}', copy)).toBe('up{h=~"a\\\\.b"} a.b');
  expect(fillText("CPU of $hosts", copy)).toBe("CPU of a.b");
  expect(fillUrl("?${hosts:queryparam}", copy)).toBe("?var-hosts=a.b");
});

test("all of thousands of values are any value, where that means the same", () => {
  const hosts = Array.from({ length: 3000 }, (_, index) => `host-${index}`);
  const filled = (more: object, values = ["$__all"]) =>
    fillQuery('up{h=~"$h"}', scopeWith({ h: several(values, hosts, { query: "label_values(up, h)", ...more }) })).length;
  expect(filled({})).toBe('up{h=~".+"}'.length);
  const exact = [
    filled({ regex: "/host/" }),
    filled({ query: "query_result(up)" }),
    filled({ query: 'label_values(up{job="node"}, h)' }),
    filled({}, hosts.slice(1)),
  ];
  for (const length of exact) expect(length).toBeGreaterThan(20_000);
});

test("two variables that stand for all by naming each other end", () => {
  const circle = scopeWith({
    a: several(["$__all"], [], { allValue: "$b" }),
    b: several(["$__all"], [], { allValue: "$a" }),
  });
  expect(fillQuery('x{a=~"$a"}', circle)).toBe('x{a=~"$a"}');
});

test("variables in a pattern are found as they are written", () => {
  expect(fillRegex("/^$host-(.*)$/", scope)).toBe("/^a\\.b:9100-(.*)$/");
});

test("names such as __proto__ are variables like others, or none", () => {
  expect(fillQuery("$__proto__ ${constructor} $toString", scopeWith({}))).toBe("$__proto__ ${constructor} $toString");
});
