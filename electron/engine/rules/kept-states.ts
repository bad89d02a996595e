// Keeps the alerts over a restart of the engine, so that none is told twice and no `for` starts anew. They are written in the same
// turn in which the inbox hears of them, so after a sudden end the ledger and the states agree.
import { z } from "zod";
import { labelsSchema } from "#shared/model/series";
import type { EpochMs } from "#shared/units/time";
import type { Ledger } from "../ledger/ledger";
import type { Log } from "../log";
import type { Problems } from "../settings/problems";
import { alertKey } from "./alert-key";
import type { Alerts } from "./alert-state";
import type { RuleState } from "./rule-state";

const prefix = "rules/state/";

// JSON has no NaN and no infinities, so values travel as text.
const keptAlertSchema = z.object({
  labels: labelsSchema,
  annotations: labelsSchema,
  value: z.string().transform(Number),
  state: z.enum(["pending", "firing", "resolved"]),
  activeAt: z.number(),
  firedAt: z.number().optional(),
  resolvedAt: z.number().optional(),
  keepFiringSince: z.number().optional(),
});

const keptRuleSchema = z.object({
  version: z.literal(1),
  fileId: z.string(),
  source: z.string(),
  group: z.string(),
  name: z.string(),
  /** The evaluation after which it was written. */
  at: z.number(),
  alerts: z.array(keptAlertSchema),
});

export interface KeptRule {
  ruleId: string;
  fileId: string;
  source: string;
  group: string;
  name: string;
  at: EpochMs;
  alerts: Alerts;
}

export interface KeptStates {
  load(): Promise<KeptRule[]>;
  /** Keeps the rule's alerts, when more changed than their values. */
  note(state: RuleState, before: Alerts, at: EpochMs): void;
  forget(ruleId: string): void;
}

interface KeptStatesOptions {
  ledger: Pick<Ledger, "keep" | "kept">;
  log: Log;
  problems: Pick<Problems, "add">;
}

export function createKeptStates({ ledger, log, problems }: KeptStatesOptions): KeptStates {
  const keep = (ruleId: string, value: z.input<typeof keptRuleSchema> | undefined) => ledger.keep(`${prefix}${ruleId}`, value);

  return {
    async load() {
      const rules: KeptRule[] = [];
      let damaged = 0;
      for (const [key, value] of await ledger.kept(prefix)) {
        const ruleId = key.slice(prefix.length);
        const rule = keptRuleSchema.safeParse(value);
        if (rule.success) {
          const alerts = new Map(rule.data.alerts.map((alert) => [alertKey(alert.labels), alert]));
          rules.push({ ...rule.data, ruleId, alerts });
        } else {
          damaged++;
          keep(ruleId, undefined);
        }
      }
      if (damaged > 0) {
        const text = `The alert states of ${damaged === 1 ? "one rule" : `${damaged} rules`} could not be read; these alerts start anew.`;
        problems.add("warning", text);
        log.warn(text);
      }
      return rules;
    },

    note(state, before, at) {
      const { alerts } = state;
      if (!hasChanged(before, alerts)) return;
      if (alerts.size === 0) {
        keep(state.id, undefined);
        return;
      }
      const { home, rule } = state;
      const texts = [...alerts.values()].map((alert) => ({ ...alert, value: String(alert.value) }));
      keep(state.id, { version: 1, ...home, name: rule.name, at, alerts: texts });
    },

    forget: (ruleId) => keep(ruleId, undefined),
  };
}

/** Whether a next run would go on differently. Values and annotations change at every evaluation, and come anew with the first. */
function hasChanged(before: Alerts, now: Alerts): boolean {
  if (before.size !== now.size) return true;
  for (const [key, alert] of now) {
    const was = before.get(key);
    if (
      !was ||
      was.state !== alert.state ||
      was.activeAt !== alert.activeAt ||
      was.firedAt !== alert.firedAt ||
      was.resolvedAt !== alert.resolvedAt ||
      was.keepFiringSince !== alert.keepFiringSince
    ) {
      return true;
    }
  }
  return false;
}
