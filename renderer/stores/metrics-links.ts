// From a line or a span to the metrics of the same thing: which of its labels a source of metrics knows, and what it has of them.
import type { CallInput, CallOutput } from "#shared/contract/index";
import { formatLabels, type Labels } from "#shared/model/labels";
import type { EpochMs } from "#shared/units/time";
import { families as usualFamilies, valuesIn } from "./logs-links";

type AskMetrics = <N extends "query.labelNames" | "query.labelValues">(name: N, input: CallInput<N>) => Promise<CallOutput<N>>;

/** Metrics that have these labels at that time. */
export interface MetricGroup {
  labels: Labels;
  names: string[];
  isCut: boolean;
}

interface Asked {
  source: string;
  from: EpochMs;
  to: EpochMs;
  ask: AskMetrics;
  /** Names that mean the same, the most telling first; absent: the usual ones. */
  families?: readonly (readonly string[])[];
}

const mostNames = 2000;
const mostValues = 20_000;

/** What has the most of the labels first; labels of which there are no metrics are left out. */
export async function metricsOf(
  labels: Labels,
  { source, from, to, ask, families = usualFamilies }: Asked,
): Promise<MetricGroup[]> {
  const stretch = { source, startMs: from, endMs: to };
  const { names } = await ask("query.labelNames", stretch);
  const known = new Set(names);
  const looks = families.flatMap((family) => {
    const values = valuesIn(labels, family);
    if (values.length === 0) return [];
    return family
      .filter((name) => known.has(name))
      .map(async (name): Promise<Labels | undefined> => {
        const answer = await ask("query.labelValues", { ...stretch, label: name, limit: mostValues });
        const value = values.flatMap((each) => answer.values.find((there) => isSame(there, each)) ?? [])[0];
        return value === undefined ? undefined : { [name]: value };
      });
  });
  const single = (await Promise.all(looks)).filter((pair) => pair !== undefined);
  const together = Object.assign({}, ...single) as Labels;
  const wanted = single.length > 1 ? [together, ...single] : single;
  const groups = await Promise.all(
    wanted.map(async (pairs): Promise<MetricGroup> => {
      const answer = await ask("query.labelValues", {
        ...stretch,
        label: "__name__",
        matcher: formatLabels(pairs),
        limit: mostNames,
      });
      return { labels: pairs, names: answer.values, isCut: answer.truncated };
    }),
  );
  return groups.filter((group) => group.names.length > 0);
}

/**
 * Those of the first source that has any. Where none has, the answer of the first that gave one; where none did, the failure of the
 * first that was asked.
 */
export async function firstWithMetrics(
  sources: readonly string[],
  look: (source: string) => Promise<MetricGroup[]>,
): Promise<{ source: string; groups: MetricGroup[] }> {
  let empty: string | undefined;
  let failure: { error: unknown } | undefined;
  for (const source of sources) {
    try {
      const groups = await look(source);
      if (groups.length > 0) return { source, groups };
      empty ??= source;
    } catch (error) {
      failure ??= { error };
    }
  }
  if (empty === undefined && failure) throw failure.error;
  return { source: empty ?? sources[0] ?? "", groups: [] };
}

/** Exporters add their port to the host that a line or a span names. */
const isSame = (known: string, value: string): boolean => known === value || known.replace(/:\d+$/, "") === value;

/** What is asked of a metric, by what its name says that it counts. */
export function exprOf(name: string, labels: Labels): string {
  const series = (metric: string) => formatLabels({ ...labels, __name__: metric });
  if (name.endsWith("_bucket")) return `histogram_quantile(0.95, sum by (le) (rate(${series(name)}[5m])))`;
  if (/_(?:total|count|sum)$/.test(name)) return `rate(${series(name)}[5m])`;
  return series(name);
}

/** The Metrics page with it, over that stretch of time. */
export function metricsAddress({ source, expr, from, to }: { source: string; expr: string; from: EpochMs; to: EpochMs }): string {
  const params = new URLSearchParams({
    source,
    ...(expr !== "" && { expr }),
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
  });
  return `/metrics?${params}`;
}
