// How the editor behaves for a PromQL query: its language and completion, and the keys of every editor of queries.
import { autocompletion, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import { placeholder } from "@codemirror/view";
import { LanguageType, type PrometheusClient, PromQLExtension, promQLLanguage } from "@prometheus-io/codemirror-promql";
import { type QueryKeys, queryKeys } from "../code-editor/query-keys";
import { markedStandIns } from "./marked-stand-ins";

interface Options extends QueryKeys {
  client: PrometheusClient;
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

export function promqlExtension({ client, stands, ...keys }: Options): Extension {
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
  return [
    promql,
    queryKeys(keys),
    autocompletion({ icons: false, defaultKeymap: false }),
    placeholder("Type PromQL: a metric's name, or Ctrl+Space for what there is"),
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
