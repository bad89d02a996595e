import { z } from "zod";
import { sourceIdSchema } from "./query";

/** A value that the user must or may give before the rule can be used. */
export const ruleHoleSchema = z.object({
  name: z.string(),
  label: z.string(),
  /** What the guide or the exporter leaves open, in a sentence. */
  about: z.string(),
  /** `label`: the name of one; `promql`: an expression; `text`: what stands between quotes. */
  kind: z.enum(["number", "duration", "text", "metric", "label", "promql"]),
  /** What usually fits; absent: nothing does, and it must be given. */
  usual: z.string().optional(),
});
export type RuleHole = z.infer<typeof ruleHoleSchema>;

export const packRuleSchema = z.object({
  name: z.string(),
  kind: z.enum(["alerting", "recording"]),
  about: z.string(),
  /** With its holes as `${name}`. */
  expr: z.string(),
  for: z.string().optional(),
  severity: z.string().optional(),
  holes: z.array(ruleHoleSchema),
  /** Chosen when nobody chooses. */
  isUsual: z.boolean(),
});
export type PackRule = z.infer<typeof packRuleSchema>;

export const rulePackSchema = z.object({
  id: z.string(),
  title: z.string(),
  about: z.string(),
  /** A source that has all of these metrics is offered the pack. */
  needs: z.array(z.string()),
  /** Whether it is made for this machine, for servers, or for either. */
  fits: z.enum(["host", "servers", "any"]),
  rules: z.array(packRuleSchema),
  /** Ids of the rule files that were made of it. */
  usedAs: z.array(z.object({ fileId: z.string(), source: z.string() })),
});
export type RulePack = z.infer<typeof rulePackSchema>;

export const rulePackCalls = {
  "rulePacks.list": { input: z.object({}), output: z.object({ packs: z.array(rulePackSchema) }) },
  /** The rule file that the choice makes, for looking at it; `missing`: holes that still need a value. */
  "rulePacks.preview": {
    input: z.object({ pack: z.string(), rules: z.array(z.string()), values: z.record(z.string(), z.string()) }),
    output: z.object({ text: z.string(), missing: z.array(z.string()), problems: z.array(z.string()) }),
  },
  /** Makes a rule file of the choice and loads it. */
  "rulePacks.add": {
    input: z.object({
      pack: z.string(),
      rules: z.array(z.string()).min(1),
      values: z.record(z.string(), z.string()),
      source: sourceIdSchema,
    }),
    output: z.object({ fileId: z.string() }),
  },
};
