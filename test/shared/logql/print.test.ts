import { expect, test } from "vitest";
import { parseLogql } from "#shared/logql/parse";
import { printLogql } from "#shared/logql/print";
import queries from "../../fixtures/logql-3.7/queries.json";

test.each([
  { from: '{ a = "b" ,c=~`x.+` } # why', to: '{a="b", c=~"x.+"}' },
  { from: '{a=~"\\\\d+"}', to: "{a=~`\\d+`}" },
  { from: '{a="b"}|="x"or"y"!=ip("10.0.0.0/8")', to: '{a="b"} |= "x" or "y" != ip("10.0.0.0/8")' },
  { from: '{a="b"}|json x="y",z|logfmt --keep-empty', to: '{a="b"} | json x="y", z | logfmt --keep-empty' },
  { from: '{a="b"}|x=1 y>2s or z<3KB', to: '{a="b"} | x == 1 and (y > 2s or z < 3KB)' },
  { from: '{a="b"}|x="1"or y="2",z="3"', to: '{a="b"} | x="1" or y="2" and z="3"' },
  { from: '{a="b"} | label_format a=b,c="{{.d}}" | drop x,y="z"', to: '{a="b"} | label_format a=b, c="{{.d}}" | drop x, y="z"' },
  { from: 'rate(({a="b"}[5m] offset 1h) )', to: 'rate({a="b"} [5m] offset 1h)' },
  {
    from: 'sum_over_time({a="b"}[5m]|json|unwrap bytes(x)|y="1")',
    to: 'sum_over_time({a="b"} | json | unwrap bytes(x) | y="1" [5m])',
  },
  { from: 'TOPK(3,rate({a="b"}[1m]))by(x,y)', to: 'topk by (x, y) (3, rate({a="b"} [1m]))' },
  { from: "(1+ -2)*vector(3)>bool 1", to: "(1 + -2) * vector(3) > bool 1" },
  {
    from: 'rate({a="b"}[1m])/on(x)group_left(y)rate({a="c"}[1m])',
    to: 'rate({a="b"} [1m]) / on (x) group_left (y) rate({a="c"} [1m])',
  },
  { from: 'label_replace(vector(1),"a","$1","b","(.*)")', to: 'label_replace(vector(1), "a", "$1", "b", "(.*)")' },
])("$from is written $to", ({ from, to }) => expect(printLogql(parseLogql(from))).toBe(to));

const accepted = queries.filter(({ query, refused }) => refused === undefined && !query.includes('ip("zz")'));

test.each(accepted)("what is printed of $query is read back as the same", ({ query }) => {
  const printed = printLogql(parseLogql(query));
  expect(printLogql(parseLogql(printed))).toBe(printed);
});
