// Which series there are, and which of them match: per label and value, the set of series that have it.
import type { Labels } from "#shared/model/labels";
import { compileMatcher } from "#shared/promql/matchers";
import type { TextPredicate } from "#shared/promql/regex";
import type { Matcher } from "#shared/promql/storage";

export interface IndexedSeries {
  readonly labels: Labels;
}

export interface SeriesIndex<S extends IndexedSeries> {
  add(series: S): void;
  remove(series: S): void;
  matching(matchers: readonly Matcher[]): Iterable<S>;
  labelNames(metric?: string): string[];
  labelValues(label: string, metric?: string): string[];
}

export function createSeriesIndex<S extends IndexedSeries>(): SeriesIndex<S> {
  const all = new Set<S>();
  const postings = new Map<string, Map<string, Set<S>>>();
  // A query keeps its matchers, so a live one compiles its regular expressions once and not every second.
  const predicates = new WeakMap<Matcher, TextPredicate>();

  function predicateOf(matcher: Matcher): TextPredicate {
    let predicate = predicates.get(matcher);
    if (!predicate) {
      predicate = compileMatcher(matcher);
      predicates.set(matcher, predicate);
    }
    return predicate;
  }

  function ofMetric(metric: string | undefined): Iterable<S> {
    return metric === undefined ? all : (postings.get("__name__")?.get(metric) ?? []);
  }

  return {
    add(series) {
      all.add(series);
      for (const [label, value] of Object.entries(series.labels)) {
        const values = postings.get(label) ?? new Map<string, Set<S>>();
        postings.set(label, values);
        const holders = values.get(value) ?? new Set<S>();
        values.set(value, holders);
        holders.add(series);
      }
    },

    remove(series) {
      all.delete(series);
      for (const [label, value] of Object.entries(series.labels)) {
        const values = postings.get(label);
        const holders = values?.get(value);
        holders?.delete(series);
        if (holders?.size === 0) values?.delete(value);
        if (values?.size === 0) postings.delete(label);
      }
    },

    *matching(matchers) {
      // The smallest set that an `=` names is walked; the other matchers are tried on its members.
      let candidates: ReadonlySet<S> = all;
      let served: Matcher | undefined;
      for (const matcher of matchers) {
        if (matcher.operator !== "=" || matcher.value === "") continue;
        const holders = postings.get(matcher.label)?.get(matcher.value);
        if (!holders) return;
        if (served && holders.size >= candidates.size) continue;
        candidates = holders;
        served = matcher;
      }
      const tests = matchers
        .filter((matcher) => matcher !== served)
        .map((matcher) => ({ label: matcher.label, test: predicateOf(matcher) }));
      for (const series of candidates) {
        if (tests.every(({ label, test }) => test(labelOf(series.labels, label)))) yield series;
      }
    },

    labelNames(metric) {
      if (metric === undefined) return [...postings.keys()].sort();
      const names = new Set<string>();
      for (const { labels } of ofMetric(metric)) for (const name of Object.keys(labels)) names.add(name);
      return [...names].sort();
    },

    labelValues(label, metric) {
      if (metric === undefined) return [...(postings.get(label)?.keys() ?? [])].sort();
      const values = new Set<string>();
      for (const { labels } of ofMetric(metric)) if (Object.hasOwn(labels, label)) values.add(labelOf(labels, label));
      return [...values].sort();
    },
  };
}

/** An absent label is the empty text. A label may be called `constructor`: only the set's own count. */
const labelOf = (labels: Labels, label: string): string => (Object.hasOwn(labels, label) ? (labels[label] ?? "") : "");
