// How the editor of a query behaves, whatever its language: Enter runs it, the arrows go through the history, and brackets and
// completions behave as in any editor.
import {
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
  completionStatus,
  selectedCompletion,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, insertNewlineAndIndent } from "@codemirror/commands";
import { bracketMatching } from "@codemirror/language";
import { type EditorState, type Extension, Prec } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";

export interface QueryKeys {
  /** Runs the query as it stands. */
  onRun(): void;
  /** The query before this one, or after it; undefined leaves the arrow to the cursor. */
  onRecall?(direction: "older" | "newer", text: string): string | undefined;
}

/** All of an editor of queries but its language, its completion and its placeholder. */
export function queryKeys({ onRun, onRecall }: QueryKeys): Extension {
  const run = (view: EditorView) => {
    // Also one that is still being fetched: nothing may open over the results.
    closeCompletion(view);
    onRun();
    return true;
  };
  const recall = (direction: "older" | "newer") => (view: EditorView) => {
    const query = completionStatus(view.state) ? undefined : onRecall?.(direction, view.state.doc.toString());
    if (query === undefined) return false;
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: query }, selection: { anchor: query.length } });
    return true;
  };
  return [
    history(),
    bracketMatching(),
    closeBrackets(),
    EditorView.lineWrapping,
    // The stock way closes only what is open already; an offer still on its way would open over the page.
    EditorView.domEventHandlers({ blur: (_, view) => void closeCompletion(view) }),
    keymap.of(completionKeymap),
    Prec.high(
      keymap.of([
        { key: "Mod-Enter", run },
        { key: "Shift-Enter", run: insertNewlineAndIndent },
        // While completions are offered, Enter takes the chosen one, unless that is what stands there already.
        { key: "Enter", run: (view) => (wouldChange(view.state) ? false : run(view)) },
        { key: "ArrowUp", run: recall("older") },
        { key: "ArrowDown", run: recall("newer") },
      ]),
    ),
    keymap.of([...closeBracketsKeymap, ...historyKeymap, ...defaultKeymap]),
  ];
}

/** Whether taking the chosen completion would write anything. */
function wouldChange(state: EditorState): boolean {
  if (completionStatus(state) !== "active") return false;
  const chosen = selectedCompletion(state);
  if (!chosen) return false;
  const { head } = state.selection.main;
  const isPlain = chosen.apply === undefined || chosen.apply === chosen.label;
  return !isPlain || state.sliceDoc(Math.max(0, head - chosen.label.length), head) !== chosen.label;
}
