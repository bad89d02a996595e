import { z } from "zod";

export const textOptionsSchema = z.object({
  mode: z.enum(["markdown", "html", "code"]).catch("markdown"),
  content: z.string().catch(""),
  code: z
    .object({ language: z.string().catch("plaintext"), showLineNumbers: z.boolean().catch(false) })
    .catch({ language: "plaintext", showLineNumbers: false }),
});
export type TextOptions = z.infer<typeof textOptionsSchema>;
