import { expect, test } from "vitest";
import { ask, askOver } from "./ask";

test.each([
  { query: "absent(up)", expected: [] },
  { query: "absent(nothing)", expected: ["{} 1"] },
  { query: 'absent(nothing{job="a",env=~"b|c",zone!="d",host="e"})', expected: ['{host="e", job="a"} 1'] },
  { query: 'absent(nothing{job="a",job="a"})', expected: ["{} 1"] },
  { query: 'absent(nothing{job="a",job=~".*"})', expected: ["{} 1"] },
  { query: 'absent(nothing{job=~".*",job="a"})', expected: ['{job="a"} 1'] },
  { query: 'absent(nothing{job=""})', expected: ["{} 1"] },
  { query: 'absent((nothing{job="a"}))', expected: ['{job="a"} 1'] },
  { query: 'absent(nothing{job="a"} offset 5m)', expected: ['{job="a"} 1'] },
  { query: 'absent(-nothing{job="a"})', expected: ["{} 1"] },
  { query: 'absent(sum(nothing{job="a"}))', expected: ["{} 1"] },
  { query: 'absent({"__proto__"="a"})', expected: ['{__proto__="a"} 1'] },
  { query: "absent(up > 1)", expected: ["{} 1"] },
  { query: "absent_over_time(up[1m])", expected: [] },
  { query: 'absent_over_time(nothing{job="a",env!="b"}[1m])', expected: ['{job="a"} 1'] },
  { query: 'absent_over_time((nothing{job="a"}[1m]))', expected: ['{job="a"} 1'] },
  { query: 'absent_over_time(nothing{job="a"}[1m:10s])', expected: ["{} 1"] },
  { query: "absent_over_time(up[1m] offset 1h)", expected: ["{} 1"] },
])("$query is $expected", ({ query, expected }) => {
  expect(ask(query, ['up{job="a"} 1', 'up{job="b"} 0'])).toEqual(expected);
});

test.each([
  { query: "absent(up)", expected: ["{} _ _ _ 1 _ 1"] },
  { query: 'absent(up{job="b"})', expected: ['{job="b"} 1 _ _ 1 1 1'] },
  { query: "absent_over_time(up[10s])", expected: ["{} _ _ _ 1 _ 1"] },
  { query: "absent_over_time(up[25s])", expected: [] },
])("over time, $query is 1 only where nothing is: $expected", ({ query, expected }) => {
  const rows = ['up{job="a"} 1 stale _ _ 1 stale', 'up{job="b"} _ 1 1 stale'];
  expect(askOver(query, rows, [0, 50, 10]).lines).toEqual(expected);
});
