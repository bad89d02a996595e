import { CompletionContext } from "@codemirror/autocomplete";
import { EditorState } from "@codemirror/state";
import { expect, test } from "vitest";
import { isAskedFor } from "../../../../renderer/pages/metrics/promql-editor";

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
