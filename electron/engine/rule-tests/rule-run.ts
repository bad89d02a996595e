// Evaluates the rules under test, one instant after the other, over the samples of the test: the product's own steps with no
// clock, source or store of its own.

import { formatDuration } from "#shared/format/duration";
import { AppError } from "#shared/model/failure";
import type { Labels } from "#shared/model/labels";
import type { Reading } from "#shared/model/sample";
import type { InstantResult } from "#shared/model/series";
import type { Query } from "#shared/promql/ast";
import { evaluateInstant } from "#shared/promql/evaluate";
import { parsePromql } from "#shared/promql/parse";
import type { EpochMs, Milliseconds } from "#shared/units/time";
import { type ActiveAlert, type Alerts, step } from "../rules/alert-state";
import { elements } from "../rules/elements";
import { type AlertReader, createAlertReader } from "../rules/found-alerts";
import type { ParsedGroup, ParsedRule } from "../rules/rule-file";
import { alertSeries, goneFrom, recordedSeries, type Written } from "../rules/rule-series";
import type { SampleMemory } from "./sample-memory";

export interface RuleRunOptions {
  groups: readonly ParsedGroup[];
  memory: SampleMemory;
  /** The step of subqueries that name none. */
  intervalMs: Milliseconds;
  startAt: EpochMs;
  externalLabels: Labels;
  externalUrl: string;
}

export interface RuleRun {
  /** Evaluates all groups at an instant. What fails is told, one line for each rule. */
  evaluate(at: EpochMs): Promise<string[]>;
  /** The firing alerts of all rules of that name. */
  firing(alertname: string): ActiveAlert[];
  instant(expr: string, at: EpochMs): InstantResult;
}

interface RuleUnderTest {
  group: ParsedGroup;
  rule: ParsedRule;
  read: AlertReader;
  alerts: Alerts;
  written: Written;
}

export function createRuleRun(options: RuleRunOptions): RuleRun {
  const { memory, intervalMs, startAt, externalLabels, externalUrl } = options;
  const rules: RuleUnderTest[] = options.groups.flatMap((group) =>
    group.rules.map((rule) => ({ group, rule, read: createAlertReader(rule), alerts: new Map(), written: new Map() })),
  );
  const parsed = new Map<string, Query>();

  function instant(expr: string, at: EpochMs): InstantResult {
    let query = parsed.get(expr);
    if (!query) {
      query = parsePromql(expr);
      parsed.set(expr, query);
    }
    return evaluateInstant(query, at, { storage: memory, subqueryStep: intervalMs });
  }

  /** What the rule writes now. */
  async function evaluated(under: RuleUnderTest, at: EpochMs): Promise<Map<string, Reading>> {
    const { rule, group } = under;
    const result = instant(rule.expr, at - group.queryOffsetMs);
    if (rule.kind === "recording") {
      const written = recordedSeries(rule, result, under.written);
      refuseTooMany(group, written.size, "series");
      return written;
    }
    const query = async (expr: string) => elements(instant(expr, at));
    const found = await under.read(result, { at, query, externalUrl, externalLabels });
    const { alerts } = step(under.alerts, found, rule, at);
    const active = [...alerts.values()].filter(({ state }) => state !== "resolved").length;
    refuseTooMany(group, active, "alerts");
    under.alerts = alerts;
    return alertSeries(rule.name, alerts, under.written);
  }

  /** Each rule's samples are there before the next runs; a series that it gave before and not now has ended. */
  function write(under: RuleUnderTest, now: Map<string, Reading>, at: EpochMs): void {
    const time = at - under.group.queryOffsetMs;
    let refused = 0;
    for (const [key, { name, labels, value }] of now) {
      if (memory.append({ ...labels, __name__: name }, time, value)) continue;
      now.delete(key);
      refused++;
    }
    for (const { name, labels } of goneFrom(under.written, now)) memory.append({ ...labels, __name__: name }, time, "stale");
    under.written = now;
    if (refused > 0) {
      throw new AppError({
        kind: "refused",
        say: "duplicate sample for timestamp: something else wrote another value of its series",
      });
    }
  }

  return {
    async evaluate(at) {
      const errors: string[] = [];
      for (const under of rules) {
        try {
          write(under, await evaluated(under, at), at);
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          errors.push(`rule ${under.rule.name} at ${formatDuration(at - startAt)}: ${error.failure.say}`);
        }
      }
      return errors;
    },
    firing: (alertname) =>
      rules
        .filter(({ rule }) => rule.kind === "alerting" && rule.name === alertname)
        .flatMap(({ alerts }) => [...alerts.values()].filter(({ state }) => state === "firing")),
    instant,
  };
}

function refuseTooMany({ limit }: ParsedGroup, count: number, what: string): void {
  if (limit > 0 && count > limit) {
    throw new AppError({ kind: "refused", say: `exceeded limit of ${limit} with ${count} ${what}` });
  }
}
