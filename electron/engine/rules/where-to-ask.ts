// Where a rule against a connection is evaluated. Mostly there; but what our own recording rules compute from its series lies here,
// and a server that does not record the same itself would answer a rule that reads it with nothing: it would never fire, and
// nobody would know why.
import { AppError } from "#shared/model/failure";
import { type Labels, withoutLabels } from "#shared/model/labels";
import type { InstantResult } from "#shared/model/series";
import type { Expr, Query } from "#shared/promql/ast";
import { metricNamesOf } from "#shared/promql/metric-names";
import { type Milliseconds, minutes } from "#shared/units/time";
import type { Clock } from "../clock";
import { localSourceId } from "../sources/index";
import type { InstantQuery, Sources } from "../sources/source";
import type { RuleLanguages } from "./languages";
import { parsedOrNothing } from "./parsed";

export interface WhereToAskOptions {
  sources: Pick<Sources, "metrics" | "nameOf">;
  languages: Pick<RuleLanguages, "of">;
  /** Names that rules against this source record. */
  recorded(source: string): ReadonlySet<string>;
  clock: Pick<Clock, "monotonic">;
}

/** Answers a rule's expression, wherever what it reads lies. */
export type AskRule = (source: string, query: InstantQuery) => Promise<InstantResult>;

/** A server may begin to record the same by itself. */
const rememberedFor: Milliseconds = minutes(10);

export function createAskRule({ sources, languages, recorded, clock }: WhereToAskOptions): AskRule {
  /** Whether a server has a metric, and since when we know. */
  const known = new Map<string, { has: boolean; at: Milliseconds }>();

  async function hasMetric(source: string, metric: string, { signal }: InstantQuery): Promise<boolean> {
    const key = `${source}\n${metric}`;
    const before = known.get(key);
    if (before && clock.monotonic() - before.at < rememberedFor) return before.has;
    const found = await sources.metrics(source).labelValues({ metric, label: "__name__", limit: 1, signal });
    known.set(key, { has: found.length > 0, at: clock.monotonic() });
    return found.length > 0;
  }

  /** Names that are recorded here alone, and what else the query reads. */
  async function recordedHere(source: string, query: Query, asked: InstantQuery): Promise<{ here: string[]; there: string[] }> {
    const names = metricNamesOf(query.expr);
    const ours = recorded(source);
    const here: string[] = [];
    const there: string[] = [];
    for (const name of names === "any" ? [] : names) {
      const isOurs = ours.has(name) && !(await hasMetric(source, name, asked));
      (isOurs ? here : there).push(name);
    }
    return { here, there };
  }

  return async (source, asked) => {
    const ask = async (id: string, query: InstantQuery) => (await sources.metrics(id).instant(query)).result;
    if (source === localSourceId || recorded(source).size === 0) return ask(source, asked);
    // LogQL reads lines, and never what a rule records.
    if (languages.of(source) === "LogQL") return ask(source, asked);
    const query = asked.parsed ?? parsedOrNothing(asked.expr);
    if (!query) return ask(source, asked);
    const { here, there } = await recordedHere(source, query, asked);
    if (here.length === 0) return ask(source, asked);
    const name = sources.nameOf(source);
    const elsewhere = there.find((each) => !recorded(source).has(each));
    if (elsewhere !== undefined) {
      throw new AppError({
        kind: "not-supported",
        say: `${here[0]} is recorded on this host and ${name} does not have it, but the rule also reads ${elsewhere} from there: have ${name} record it itself.`,
      });
    }
    const parsed = { ...query, expr: ofSource(query.expr, name) };
    return withoutSource(await ask(localSourceId, { ...asked, parsed }));
  };
}

/** The expression over what was recorded of one source. */
function ofSource<T>(part: T, source: string): T {
  if (Array.isArray(part)) return part.map((each) => ofSource(each, source)) as T;
  if (typeof part !== "object" || part === null) return part;
  const copy = Object.fromEntries(Object.entries(part).map(([field, value]) => [field, ofSource(value, source)])) as T & Expr;
  if (copy.type === "vector-selector") {
    const { from, to } = copy;
    copy.matchers = [...copy.matchers, { label: "source", operator: "=", value: source, from, to }];
  }
  return copy;
}

/** The answer under the labels that the source's own series have. */
function withoutSource(result: InstantResult): InstantResult {
  return result.kind === "vector" ? { ...result, labels: result.labels.map(originalLabels) } : result;
}

function originalLabels(labels: Labels): Labels {
  const rest = withoutLabels(labels, ["source", "exported_source"]);
  const own = Object.hasOwn(labels, "exported_source") ? labels.exported_source : undefined;
  return own === undefined ? rest : { ...rest, source: own };
}
