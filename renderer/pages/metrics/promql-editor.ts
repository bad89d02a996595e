// How the editor behaves for a PromQL query: completion, brackets, Enter that runs, and arrows that go through the history.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, completionStatus } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, insertNewlineAndIndent } from "@codemirror/commands";
import { bracketMatching } from "@codemirror/language";
import { type Extension, Prec } from "@codemirror/state";
import { EditorView, keymap, placeholder } from "@codemirror/view";
import { type PrometheusClient, PromQLExtension } from "@prometheus-io/codemirror-promql";

interface Options {
  client: PrometheusClient;
  /** Runs the query as it stands. */
  onRun(): void;
  /** The query before this one, or after it; undefined leaves the arrow to the cursor. */
  onRecall(direction: "older" | "newer", text: string): string | undefined;
}

/** Above this many metrics, their help texts are not fetched with their names. */
const mostDescribedMetrics = 20_000;

export function promqlEditor({ client, onRun, onRecall }: Options): Extension {
  // Our own `query.check` finds the mistakes, with the same words as running the query; the language's linter would
  // mark them a second time.
  const promql = new PromQLExtension()
    .activateLinter(false)
    .setComplete({ remote: client, maxMetricsMetadata: mostDescribedMetrics })
    .asExtension();
  const run = () => {
    onRun();
    return true;
  };
  const recall = (direction: "older" | "newer") => (view: EditorView) => {
    const query = completionStatus(view.state) ? undefined : onRecall(direction, view.state.doc.toString());
    if (query === undefined) return false;
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: query }, selection: { anchor: query.length } });
    return true;
  };
  return [
    promql,
    history(),
    bracketMatching(),
    closeBrackets(),
    autocompletion({ icons: false, defaultKeymap: false }),
    EditorView.lineWrapping,
    placeholder("Type PromQL: a metric's name, or Ctrl+Space for what there is"),
    keymap.of(completionKeymap),
    Prec.high(
      keymap.of([
        { key: "Mod-Enter", run },
        { key: "Shift-Enter", run: insertNewlineAndIndent },
        // While completions are offered, Enter takes the chosen one.
        { key: "Enter", run: (view) => (completionStatus(view.state) === "active" ? false : run()) },
        { key: "ArrowUp", run: recall("older") },
        { key: "ArrowDown", run: recall("newer") },
      ]),
    ),
    keymap.of([...closeBracketsKeymap, ...historyKeymap, ...defaultKeymap]),
  ];
}
