import { CompletionContext } from "@codemirror/autocomplete";
import { EditorState } from "@codemirror/state";
import { expect, test } from "vitest";
import { isAskedFor, standInsAt } from "../../../../renderer/components/promql-editor/promql-extension";

const at = (text: string, explicit = false) => new CompletionContext(EditorState.create({ doc: text }), text.length, explicit);

test.each(["n", "node_lo", "job:up", "rate(node_c", 'up{job="a", ins', "up and o", "rate(up[5m"])(
  "behind %j a word was begun, and completions are offered",
  (text) => expect(isAskedFor(at(text))).toBe(true),
);

test.each(["", "up ", "up)", "rate(up[5m])", "up{job=", "up > ", "up > 85", "sum("])(
  "behind %j nothing is offered unasked, and with Ctrl+Space it is",
  (text) => {
    expect(isAskedFor(at(text))).toBe(false);
    expect(isAskedFor(at(text, true))).toBe(true);
  },
);

const names = [
  { name: "$job", about: "job" },
  { name: "$__interval", about: "the time between two points" },
];
const offered = (text: string) => {
  const found = standInsAt(at(text), names);
  return found && { from: found.from, apply: found.options.map(({ apply }) => apply) };
};

test.each([
  { text: "rate(up[$", expected: { from: 8, apply: ["$job", "$__interval"] } },
  { text: 'up{job=~"$j', expected: { from: 9, apply: ["$job", "$__interval"] } },
  { text: 'up{job=~"${jo', expected: { from: 9, apply: ["${job}", "${__interval}"] } },
  { text: "up", expected: null },
  { text: "$ ", expected: null },
])("behind $text the names of variables and macros are offered: $expected", ({ text, expected }) =>
  expect(offered(text)).toEqual(expected),
);
