// What an Alertmanager sends: https://petstore.swagger.io/?url=https://raw.githubusercontent.com/prometheus/alertmanager/main/api/v2/openapi.yaml
// What old versions leave out is optional, and Go's empty slices may arrive as null.
import { z } from "zod";

/** Checked where they are copied: a plain record schema would carry a label named `__proto__` into every copy. */
const labelSet = z.custom<Record<string, unknown>>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  "not a set of labels",
);
const ids = z.array(z.string()).nullish();

export const wireAlertSchema = z.object({
  labels: labelSet,
  annotations: labelSet.nullish(),
  startsAt: z.string(),
  endsAt: z.string().nullish(),
  updatedAt: z.string().nullish(),
  generatorURL: z.string().nullish(),
  fingerprint: z.string().regex(/^[\w-]{1,64}$/),
  receivers: z.array(z.object({ name: z.string() })).nullish(),
  status: z.object({ state: z.string().nullish(), silencedBy: ids, inhibitedBy: ids }).nullish(),
});
export type WireAlert = z.infer<typeof wireAlertSchema>;

export const wireSilenceSchema = z.object({
  id: z.string().min(1).max(200),
  matchers: z
    .array(z.object({ name: z.string(), value: z.string(), isRegex: z.boolean(), isEqual: z.boolean().nullish() }))
    .nullish(),
  startsAt: z.string(),
  endsAt: z.string(),
  updatedAt: z.string().nullish(),
  createdBy: z.string().nullish(),
  comment: z.string().nullish(),
});
export type WireSilence = z.infer<typeof wireSilenceSchema>;

/** What a silence is made or changed with; the server keeps its other fields itself. */
export interface SilenceToPost {
  id?: string;
  matchers: { name: string; value: string; isRegex: boolean; isEqual: boolean }[];
  startsAt: string;
  endsAt: string;
  createdBy: string;
  comment: string;
}

export const postedSilenceSchema = z.object({ silenceID: z.string().min(1).max(200) });

export const statusSchema = z.object({
  cluster: z.object({
    name: z.string().nullish(),
    /** `disabled` where it stands alone. */
    status: z.string(),
    peers: z.array(z.object({ name: z.string() })).nullish(),
  }),
  versionInfo: z.object({ version: z.string().nullish() }).nullish(),
});
export type WireStatus = z.infer<typeof statusSchema>;

export const receiversSchema = z.array(z.object({ name: z.string() }));
