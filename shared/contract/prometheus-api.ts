import { z } from "zod";

/** How Prometheus clients may read this machine's samples over HTTP: on the loopback address alone, with a token. */
export const prometheusApiSettingsSchema = z.object({
  enabled: z.boolean().default(false),
  port: z.number().int().min(1).max(65_535).default(9099),
});
export type PrometheusApiSettings = z.infer<typeof prometheusApiSettingsSchema>;

export const prometheusApiCalls = {
  /** How it stands once the last change of the settings is done. */
  "prometheusApi.status": {
    input: z.object({}),
    output: z.object({
      state: z.enum(["off", "on", "failed"]),
      /** What to give to clients; absent unless it is on. */
      url: z.string().optional(),
      /** Why it is not on although it should be: a sentence. */
      problem: z.string().optional(),
      /** Where the token lies on the disk. */
      tokenFile: z.string(),
    }),
  },
  /** The token itself, for whoever asks to see it; made when there is none. */
  "prometheusApi.token": { input: z.object({}), output: z.object({ token: z.string() }) },
  /** Makes a new token: clients with the old one are refused from then on. */
  "prometheusApi.renewToken": { input: z.object({}), output: z.object({ token: z.string() }) },
};
