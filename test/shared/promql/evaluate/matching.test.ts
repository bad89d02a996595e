import { expect, test } from "vitest";
import { ask, askOver } from "../functions/ask";

const manyToMany = (side: string, pair: string) =>
  `found duplicate series for the match group {k="1"} on the ${side} hand-side of the operation: [${pair}];` +
  "many-to-many matching not allowed: matching labels must be unique on one side";

test.each([
  {
    query: "one + on(k) many",
    message: manyToMany("right", '{__name__="many", k="1", v="a"}, {__name__="many", k="1", v="b"}'),
  },
  {
    query: "many + on(k) group_right one",
    message: manyToMany("left", '{__name__="many", k="1", v="a"}, {__name__="many", k="1", v="b"}'),
  },
  {
    query: "many + on(k) one",
    message: "multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)",
  },
  {
    query: "many == on(k) one",
    message: "multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)",
  },
  {
    query: '{__name__=~"one|other"} > one',
    message: "multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)",
  },
  {
    query: "many > on(k) one",
    message: "multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)",
  },
  {
    query: "many + on(k) group_left(v) one",
    message: "multiple matches for labels: grouping labels must ensure unique matches",
  },
  {
    query: "many > on(k) group_left(v) one",
    message: "multiple matches for labels: grouping labels must ensure unique matches",
  },
  {
    query: '{__name__=~"one|other"} + on(__name__) {__name__=~"one|other"}',
    message: "vector cannot contain metrics with the same labelset",
  },
  { query: '-{__name__=~"one|other"}', message: "vector cannot contain metrics with the same labelset" },
])("$query cannot be answered: $message", ({ query, message }) => {
  const rows = ['one{k="1"} 1', 'other{k="1"} 2', 'many{k="1", v="b"} 1', 'many{k="1", v="a"} 1'];
  expect(() => ask(query, rows)).toThrowError(message);
});

test("the labels in an error are quoted as Go quotes them", () => {
  const rows = ['a{k="1"} 1', String.raw`b{k="1", "x.y"="\"\\\n"} 1`, 'b{k="1", z="é"} 1'];
  expect(() => ask("a + on(k) b", rows)).toThrowError(
    String.raw`[{__name__="b", k="1", "x.y"="\"\\\n"}, {__name__="b", k="1", z="é"}]`,
  );
});

test("two elements on the side that must have one do not matter where the other side is empty", () => {
  const rows = ['a{k="1"} _ 1', 'b{k="1", v="a"} 1 1', 'b{k="1", v="b"} 1 _'];
  expect(askOver("a + on(k) b", rows, [0, 0, 10]).lines).toEqual([]);
  expect(() => askOver("a + on(k) b", ["a 1 1", ...rows.slice(1)], [0, 0, 10])).toThrowError("found duplicate series");
});

test("the error is that of the first step that has one", () => {
  const rows = ['a{k="1"} 1 1 _', 'a{k="1", v="x"} _ 1 _', 'b{k="1"} 1 1 1', 'b{k="1", w="1"} _ _ 1', 'c{k="2"} 1 1 1'];
  const query = '{__name__=~"a|c"} + on(k) b';
  expect(() => askOver(query, rows, [0, 20, 10])).toThrowError("many-to-one matching must be explicit");
  expect(() => askOver(query, rows, [20, 20, 10])).toThrowError("found duplicate series");
  expect(askOver(query, rows, [0, 0, 10]).lines).toEqual(['{k="1"} 2']);
});

test("partners may be other series at other steps, and what comes of them is one series", () => {
  const rows = ['a{k="1"} 1 1 1', 'b{k="1", v="old"} 10 _ _', 'b{k="1", v="stop"} stale', 'b{k="1", v="new"} _ _ 30'];
  const ended = [...rows.slice(0, 1), 'b{k="1", v="old"} 10 stale _', 'b{k="1", v="new"} _ 20 30'];
  expect(askOver("a + on(k) b", ended, [0, 20, 10]).lines).toEqual(['{k="1"} 11 21 31']);
  expect(askOver("a + on(k) group_left(v) b", ended, [0, 20, 10]).lines).toEqual([
    '{k="1", v="new"} _ 21 31',
    '{k="1", v="old"} 11 _ _',
  ]);
});

test("series that lose their name and never meet in time become one", () => {
  const rows = ['a{k="1"} 1 stale', 'b{k="1"} _ 2'];
  expect(askOver('-{__name__=~"a|b"}', rows, [0, 10, 10]).lines).toEqual(['{k="1"} -1 -2']);
  expect(askOver('{__name__=~"a|b"} * 2', rows, [0, 10, 10]).lines).toEqual(['{k="1"} 2 4']);
});

test.each([
  { name: "both sides", query: "a + fill(10) b", lines: ['{k="1"} 3', '{k="2"} 12', '{k="3"} 13'] },
  { name: "the right one", query: "a + fill_right(10) b", lines: ['{k="1"} 3', '{k="2"} 12'] },
  { name: "the left one", query: "a + fill_left(10) b", lines: ['{k="1"} 3', '{k="3"} 13'] },
  { name: "a side that has nothing at all", query: "a + fill(10) missing", lines: ['{k="1"} 11', '{k="2"} 12'] },
  { name: "neither where both have nothing", query: "missing + fill(10) nothing", lines: [] },
  { name: "a filter's side", query: "a > fill_right(1) b", lines: ['a{k="2"} 2'] },
])("fill stands in for missing elements of $name", ({ query, lines }) => {
  expect(ask(query, ['a{k="1"} 1', 'a{k="2"} 2', 'b{k="1"} 2', 'b{k="3"} 3']).sort()).toEqual(lines);
});

test("filling goes step by step", () => {
  expect(askOver("a + fill(0) b", ['a{k="1"} 1 stale 3 stale', 'b{k="1"} _ 20 30 stale'], [0, 30, 10]).lines).toEqual([
    '{k="1"} 1 20 33 _',
  ]);
});

test.each([
  { query: "a and b", lines: ['a{k="1"} _ 2 3'] },
  { query: "a unless b", lines: ['a{k="1"} 1 _ _', 'a{k="2"} 5 5 5'] },
  { query: "b or a", lines: ['a{k="1"} 1 _ _', 'a{k="2"} 5 5 5', 'b{k="1"} _ 7 7'] },
  { query: "a and on() b", lines: ['a{k="1"} _ 2 3', 'a{k="2"} _ 5 5'] },
  { query: "a and missing", lines: [] },
  { query: "a unless missing", lines: ['a{k="1"} 1 2 3', 'a{k="2"} 5 5 5'] },
])("sets are made step by step: $query", ({ query, lines }) => {
  expect(askOver(query, ['a{k="1"} 1 2 3', 'a{k="2"} 5 5 5', 'b{k="1"} _ 7 7'], [0, 20, 10]).lines).toEqual(lines);
});

test.each([
  { query: "a == b", lines: ['a{k="1"} 1'] },
  { query: "a > bool b", lines: ['{k="1"} 0', '{k="2"} 1'] },
  { query: "5 > b", lines: ['b{k="1"} 1', 'b{k="2"} 2'] },
  { query: "a > on(k) group_right b", lines: ['b{k="2"} 3'] },
  { query: "a ^ 0", lines: ['{k="1"} 1', '{k="2"} 1'] },
  { query: "1 ^ (b / 0)", lines: ['{k="1"} 1', '{k="2"} 1'] },
  { query: "(0 - a / a) ^ (b / 0)", lines: ['{k="1"} 1', '{k="2"} 1'] },
  { query: "-a % 2", lines: ['{k="1"} -1', '{k="2"} -1'] },
  { query: "a atan2 (0 * b)", lines: [`{k="1"} ${Math.PI / 2}`, `{k="2"} ${Math.PI / 2}`] },
])("operators are Go's: $query", ({ query, lines }) => {
  expect(ask(query, ['a{k="1"} 1', 'a{k="2"} 3', 'b{k="1"} 1', 'b{k="2"} 2'])).toEqual(lines);
});
