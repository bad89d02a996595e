import { z } from "zod";

/**
 * One condition on a label, in the form of Alertmanager's API v2: `=` is equal and no regex, `!=` neither, `=~` both, `!~` a regex
 * that is not equal. A label that is not there counts as the empty text. Regular expressions are RE2's and anchored.
 */
export const matcherSchema = z.object({
  name: z.string().min(1).max(1000),
  value: z.string().max(10_000),
  isRegex: z.boolean(),
  isEqual: z.boolean(),
});
export type Matcher = z.infer<typeof matcherSchema>;
