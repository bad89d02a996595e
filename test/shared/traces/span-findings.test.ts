import { expect, test } from "vitest";
import { findingsOf } from "#shared/traces/span-findings";
import { buildOf, type DrawnSpan } from "./build/drawn-trace";

const root: DrawnSpan = { id: "root", from: 10, took: 10 };

test.each<{ name: string; span: DrawnSpan; sentences: string[] }>([
  { name: "a span as it should be", span: { id: "a", parent: "root", from: 11, took: 1 }, sentences: [] },
  {
    name: "an orphan",
    span: { id: "a", parent: "gone", from: 11, took: 1 },
    sentences: ["The span that called this one is not in the trace, so this one stands at the top."],
  },
  {
    name: "a span that is its own parent",
    span: { id: "a", parent: "a", from: 11, took: 1 },
    sentences: ["This span is named as its own ancestor, so it was put at the top."],
  },
  {
    name: "a span with the id of another",
    span: { id: "root", parent: "root", operation: "again", from: 11, took: 1 },
    sentences: [
      "This span is named as its own ancestor, so it was put at the top.",
      "Another span of this trace has the same id; what names it as its parent is drawn below the first of them.",
    ],
  },
  {
    name: "a span without an end",
    span: { id: "a", parent: "root", from: 11 },
    sentences: ["Its start or its duration is not told, or cannot be; it is drawn as far as it is known."],
  },
  {
    name: "a span whose clock was behind",
    span: { id: "a", parent: "root", service: "cart", from: 0, took: 10 },
    sentences: ["By its times it did not fit into the span that called it, so it is drawn 10.0\u00a0ms later."],
  },
  {
    name: "a span decades away",
    span: { id: "a", parent: "root", from: 1e12, took: 1 },
    sentences: ["It is more than a month away from most other spans of the trace, as if its time were in the wrong unit."],
  },
])("$name is told what is wrong with it", ({ span, sentences }) => {
  const { trace } = buildOf([root, { ...root, id: "b", parent: "root" }, span]);
  const position = trace.operations.indexOf(span.operation ?? span.id);
  expect(findingsOf(trace, Array.from(trace.operation).indexOf(position))).toEqual(sentences);
});
