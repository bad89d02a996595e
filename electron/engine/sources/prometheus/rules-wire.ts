// What a server sends about its rules: https://prometheus.io/docs/prometheus/latest/querying/api/#rules. Prometheus, Thanos,
// Mimir and vmalert fill these fields differently; whatever one of them leaves out is optional.
import { z } from "zod";

/** Checked where they are copied: a plain record schema would carry a label named `__proto__` into every copy. */
const labelSet = z
  .custom<Record<string, unknown>>((value) => typeof value === "object" && value !== null && !Array.isArray(value))
  .nullish();
const text = z.string().nullish();
const number = z.number().nullish();

const alertSchema = z.object({
  labels: labelSet,
  annotations: labelSet,
  state: text,
  activeAt: text,
  value: z.union([z.string(), z.number()]).nullish(),
});
export type WireRuleAlert = z.infer<typeof alertSchema>;

const ruleSchema = z.object({
  type: text,
  name: z.string(),
  query: text,
  duration: number,
  keepFiringFor: number,
  labels: labelSet,
  annotations: labelSet,
  state: text,
  health: text,
  lastError: text,
  evaluationTime: number,
  lastEvaluation: text,
  alerts: z.array(alertSchema).nullish(),
});
export type WireRule = z.infer<typeof ruleSchema>;

export const ruleGroupSchema = z.object({
  name: z.string(),
  file: text,
  interval: number,
  lastEvaluation: text,
  rules: z.array(ruleSchema).nullish(),
});
export type WireRuleGroup = z.infer<typeof ruleGroupSchema>;

/** Groups are checked one by one: of a server with thousands of alerts, others get their turn in between. */
export const rulesSchema = z.object({ groups: z.array(z.unknown()).nullish() });

/** https://prometheus.io/docs/prometheus/latest/querying/api/#config */
export const configSchema = z.object({ yaml: z.string() });
