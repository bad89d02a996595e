import { z } from "zod";
import { diagnosticSchema } from "../model/failure";
import { ruleFileSchema } from "../model/rule";
import { sourceIdSchema } from "./query";

export const ruleFolderSchema = z.object({
  id: z.string(),
  path: z.string(),
  source: z.string(),
  /** How many rule files are in it now. */
  files: z.number(),
  problem: z.string().optional(),
});
export type RuleFolder = z.infer<typeof ruleFolderSchema>;

export const ruleCalls = {
  /**
   * What is wrong with a rule file's text, all of it at once; an empty list means it would load. Its expressions are read in the
   * language of the source: LogQL for a Loki, PromQL for all others.
   */
  "rules.check": {
    input: z.object({ text: z.string().max(5_000_000), source: sourceIdSchema.default("local") }),
    output: z.object({ diagnostics: z.array(diagnosticSchema) }),
  },
  /**
   * Loads a rule file: by path (read in place, and again whenever it changes) or as text (kept in the data folder under
   * `name`). A file with errors is refused as `bad-file` with all its diagnostics, and nothing changes.
   */
  "rules.load": {
    input: z.discriminatedUnion("from", [
      z.object({ from: z.literal("path"), path: z.string().min(1).max(4096), source: sourceIdSchema }),
      z.object({
        from: z.literal("text"),
        name: z.string().min(1).max(200),
        text: z.string().max(5_000_000),
        source: sourceIdSchema,
      }),
    ]),
    output: ruleFileSchema,
  },
  /** Changes where a rule file is evaluated, or whether. */
  "rules.update": {
    input: z.object({ id: z.string(), source: sourceIdSchema.optional(), enabled: z.boolean().optional() }),
    output: ruleFileSchema,
  },
  /** Forgets the rule file and its alerts. A file loaded by path is not touched. */
  "rules.remove": { input: z.object({ id: z.string() }), output: z.object({}) },
  /** The file's text as it is now, for showing. */
  "rules.text": { input: z.object({ id: z.string() }), output: z.object({ text: z.string(), revision: z.string() }) },
  /** Writes a rule file's new text, where it lies, when it is right. `revision` is that of `rules.text`: when the file changed since, it fails as `refused`. */
  "rules.save": {
    input: z.object({ id: z.string(), text: z.string().max(5_000_000), revision: z.string() }),
    output: ruleFileSchema,
  },
  /** Folders whose *.yml, *.yaml and *.rules files are loaded, now and when they come, change or go. */
  "rules.folders": { input: z.object({}), output: z.object({ folders: z.array(ruleFolderSchema) }) },
  "rules.addFolder": { input: z.object({ path: z.string().min(1).max(4096), source: sourceIdSchema }), output: ruleFolderSchema },
  "rules.removeFolder": { input: z.object({ id: z.string() }), output: z.object({}) },
};
