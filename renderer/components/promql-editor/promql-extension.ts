// How the editor behaves for a PromQL query: completion, brackets, Enter that runs, and arrows that go through the history.
import {
  autocompletion,
  type CompletionContext,
  type CompletionResult,
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
import { EditorView, keymap, placeholder } from "@codemirror/view";
import { LanguageType, type PrometheusClient, PromQLExtension, promQLLanguage } from "@prometheus-io/codemirror-promql";
import { markedStandIns } from "./marked-stand-ins";

interface Options {
  client: PrometheusClient;
  /** Runs the query as it stands. */
  onRun(): void;
  /** The query before this one, or after it; undefined leaves the arrow to the cursor. */
  onRecall?(direction: "older" | "newer", text: string): string | undefined;
  /** Names that stand for something else, `$job` or `$__interval`, offered behind a `$`. Asked at each key. */
  stands?(): readonly StandIn[];
}

/** What a query may hold in place of text. */
export interface StandIn {
  /** With its `$`. */
  name: string;
  about: string;
}

/** Above this many metrics, their help texts are not fetched with their names. */
const mostDescribedMetrics = 20_000;

export function promqlExtension({ client, onRun, onRecall, stands }: Options): Extension {
  // Only the language and its completion: our own `query.check` finds the mistakes, with the same words as running the
  // query; the stock linter would mark them a second time.
  const language = promQLLanguage(LanguageType.PromQL);
  const complete = new PromQLExtension().setComplete({ remote: client, maxMetricsMetadata: mostDescribedMetrics }).getComplete();
  const promql = [
    language,
    language.data.of({ autocomplete: (context: CompletionContext) => (isAskedFor(context) ? complete.promQL(context) : null) }),
    ...(stands
      ? [language.data.of({ autocomplete: (context: CompletionContext) => standInsAt(context, stands()) }), markedStandIns]
      : []),
  ];
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
    promql,
    history(),
    bracketMatching(),
    closeBrackets(),
    autocompletion({ icons: false, defaultKeymap: false }),
    EditorView.lineWrapping,
    placeholder("Type PromQL: a metric's name, or Ctrl+Space for what there is"),
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

/** Offered are words that were begun, and what Ctrl+Space asks for: behind a complete expression nobody waits for operators. */
export const isAskedFor = (context: Pick<CompletionContext, "explicit" | "matchBefore">): boolean =>
  context.explicit || context.matchBefore(/[A-Za-z_:][\w:]*$/) !== null;

/** Behind a `$`, also the one of `${`: all names; what is typed so far narrows them down. */
export function standInsAt(context: Pick<CompletionContext, "matchBefore">, names: readonly StandIn[]): CompletionResult | null {
  const begun = context.matchBefore(/\$\{?\w*$/);
  if (!begun || names.length === 0) return null;
  const isBraced = begun.text.startsWith("${");
  return {
    from: begun.from,
    options: names.map(({ name, about }, index) => ({
      label: isBraced ? `\${${name.slice(1)}` : name,
      apply: isBraced ? `\${${name.slice(1)}}` : name,
      detail: about,
      type: "variable",
      // In their own order: the most useful first, and not `$__range` before `$__rate_interval` by the alphabet.
      boost: -index,
    })),
    validFor: /^\$\{?\w*$/,
  };
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
