import { z } from "zod";
import { diagnosticSchema } from "./failure";
import { labelsSchema } from "./series";

/** What an alert rule's element is doing. `unknown`: not evaluated yet, or the last evaluation failed. */
export const alertStateSchema = z.enum(["unknown", "inactive", "pending", "firing", "resolved"]);
export type AlertStateName = z.infer<typeof alertStateSchema>;

export const ruleSchema = z.object({
  id: z.string(),
  kind: z.enum(["alerting", "recording"]),
  name: z.string(),
  expr: z.string(),
  forMs: z.number(),
  keepFiringForMs: z.number().optional(),
  labels: labelsSchema,
  annotations: labelsSchema,
  /** Line of the rule in its file, from 1. */
  line: z.number(),
  state: alertStateSchema,
  /** When it was last evaluated (epoch ms), how long that took, and what went wrong, if anything. */
  evaluatedAt: z.number().optional(),
  evaluationMs: z.number().optional(),
  error: z.string().optional(),
  /** What is worth knowing of it though nothing is wrong. */
  remark: z.string().optional(),
});
export type Rule = z.infer<typeof ruleSchema>;

export const ruleGroupSchema = z.object({ name: z.string(), intervalMs: z.number(), rules: z.array(ruleSchema) });

export const ruleFileSchema = z.object({
  id: z.string(),
  /** What to call it: the path as the user gave it, or the pasted text's name. */
  name: z.string(),
  /** Where the engine reads it; pasted and picked files are kept in the data folder. */
  path: z.string(),
  source: z.string(),
  /** `folder`: found in a watched folder; `server`: a Prometheus server evaluates it itself, and it can only be looked at. */
  origin: z.enum(["file", "text", "folder", "server"]).default("file"),
  enabled: z.boolean(),
  groups: z.array(ruleGroupSchema),
  /**
   * Why it cannot be loaded as it is now (unreadable, or wrong: the diagnostics say where); absent when it is fine. What
   * was loaded before it went wrong is still evaluated; `groups` is empty when there was nothing.
   */
  problem: z.string().optional(),
  diagnostics: z.array(diagnosticSchema),
});
export type RuleFile = z.infer<typeof ruleFileSchema>;
