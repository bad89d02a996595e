// How the editor behaves for a LogQL query: its language and completion, and the keys of every editor of queries.
import { autocompletion, type CompletionSource } from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import { EditorView, placeholder } from "@codemirror/view";
import { type QueryKeys, queryKeys } from "../code-editor/query-keys";
import { logqlLanguage } from "./logql-language";

interface Options extends QueryKeys {
  complete: readonly CompletionSource[];
}

export function logqlExtension({ complete, ...keys }: Options): Extension {
  return [
    logqlLanguage,
    complete.map((source) => logqlLanguage.data.of({ autocomplete: source })),
    queryKeys(keys),
    autocompletion({
      icons: false,
      defaultKeymap: false,
      // A label's name is only half of a matcher: its values come next.
      activateOnCompletion: ({ type }) => type === "label",
    }),
    look,
    placeholder("Type LogQL: { begins a selector, Ctrl+Space offers what there is"),
  ];
}

// How many there are stands above them, told as one of them.
const look = EditorView.theme({
  ".cm-tooltip.cm-tooltip-autocomplete > ul > completion-section": {
    display: "block",
    padding: "5px 10px 3px",
    borderBottom: "none",
    opacity: "1",
    color: "var(--muted)",
    fontFamily: "var(--font)",
    fontSize: "11px",
  },
});
