// Inhibition: while one alert fires, others about the same thing need not be told.
// https://prometheus.io/docs/alerting/latest/configuration/#inhibition-related-settings
import type { Labels } from "../model/labels";
import type { InhibitRule } from "../model/routing";
import { compileMatchers, labelOf } from "./matchers";

export interface Inhibitor {
  /** Takes up or drops an alert as a source: `labels` while it fires, undefined when it does not. Says whether that changed anything. */
  setSource(id: string, labels: Labels | undefined): boolean;
  /** The alerts that inhibit one of such labels, a hundred at most; none when it may be told. */
  inhibitedBy(labels: Labels): string[];
}

/** Nobody reads more, and each of ten thousand alerts may be asked about. */
const mostNamed = 100;

interface Rule {
  isSource(labels: Labels): boolean;
  isTarget(labels: Labels): boolean;
  equal: readonly string[];
  /** The sources by the values of the labels that have to be equal; whether each could be a target as well. */
  sources: Map<string, Map<string, boolean>>;
}

/** Throws a plain Error where a regular expression is wrong. */
export function createInhibitor(rules: readonly InhibitRule[]): Inhibitor {
  const compiled: Rule[] = rules.map(({ sourceMatchers, targetMatchers, equal }) => ({
    isSource: compileMatchers(sourceMatchers),
    isTarget: compileMatchers(targetMatchers),
    equal,
    sources: new Map(),
  }));
  /** Where an alert is a source, so that it can be dropped without its labels. */
  const places = new Map<string, { rule: Rule; key: string }[]>();

  return {
    setSource(id, labels) {
      const isKnown = places.has(id);
      // The labels of an alert never change.
      if (isKnown === (labels !== undefined)) return false;
      if (labels === undefined) {
        for (const { rule, key } of places.get(id) ?? []) {
          const sources = rule.sources.get(key);
          sources?.delete(id);
          if (sources?.size === 0) rule.sources.delete(key);
        }
        return places.delete(id);
      }
      const found: { rule: Rule; key: string }[] = [];
      for (const rule of compiled) {
        if (!rule.isSource(labels)) continue;
        const key = equalKey(rule.equal, labels);
        const sources = rule.sources.get(key) ?? new Map<string, boolean>();
        rule.sources.set(key, sources.set(id, rule.isTarget(labels)));
        found.push({ rule, key });
      }
      if (found.length === 0) return false;
      places.set(id, found);
      return true;
    },

    inhibitedBy(labels) {
      const inhibiting = new Set<string>();
      for (const rule of compiled) {
        if (!rule.isTarget(labels)) continue;
        const sources = rule.sources.get(equalKey(rule.equal, labels));
        if (!sources) continue;
        // Of two alerts that fit both sides, each would hold the other back, and nobody would hear of either.
        const isBoth = rule.isSource(labels);
        for (const [id, isTargetToo] of sources) {
          if (!(isBoth && isTargetToo)) inhibiting.add(id);
          if (inhibiting.size >= mostNamed) return [...inhibiting];
        }
      }
      return [...inhibiting];
    },
  };
}

/** Labels that both lack are equal too. */
const equalKey = (names: readonly string[], labels: Labels): string =>
  names.map((name) => labelOf(labels, name).replaceAll("\u0000", "\u0000\u0000")).join("\u0000\u0001");
