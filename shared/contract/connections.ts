import { z } from "zod";

const headerName = z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/, "a header name has letters, digits and dashes only");

/** How a connection says who it is, without the secrets: those go in by `connections.save` and never come out. */
export const authSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("none") }),
  z.object({ kind: z.literal("basic"), username: z.string() }),
  z.object({ kind: z.literal("bearer") }),
]);
export type Auth = z.infer<typeof authSchema>;

/**
 * What stands behind a connection: what speaks Prometheus's API, an Alertmanager, which only knows alerts, a Loki, or what keeps
 * traces: a Jaeger or a Zipkin.
 */
export const connectionKindSchema = z.enum(["prometheus", "alertmanager", "loki", "jaeger", "zipkin"]);
export type ConnectionKind = z.infer<typeof connectionKindSchema>;

/** Where the logs and the metrics of a span are, of a connection that has traces. */
export const spanLinksSchema = z.object({
  /** The source whose logs are those of the spans, and whose metrics; absent: the first that knows their labels. */
  logs: z.string().max(200).optional(),
  metrics: z.string().max(200).optional(),
  /** Which tag of a span or its process is which label: `service.name` is `app`. Absent: the usual names. */
  labels: z
    .array(z.object({ tag: z.string().trim().min(1).max(300), label: z.string().trim().min(1).max(300) }))
    .max(30)
    .optional(),
});
export type SpanLinks = z.infer<typeof spanLinksSchema>;

/** A connection as it is kept in the settings. */
export const connectionSchema = z.object({
  id: z.string().min(1),
  kind: connectionKindSchema,
  name: z.string().trim().min(1, "a connection needs a name").max(100),
  /** The base URL, path prefix included, without a trailing slash: `https://host/prom`. */
  url: z.string().min(1).max(2000),
  auth: authSchema.default({ kind: "none" }),
  /** Names of the custom headers; their values are secrets. */
  headerNames: z.array(headerName).max(20).default([]),
  tls: z
    .object({ caFile: z.string().max(4096).optional(), skipVerify: z.boolean().default(false) })
    .default({ skipVerify: false }),
  /** Whether the alerts that this server knows are in the inbox. */
  showsAlerts: z.boolean().default(true),
  /** Where a trace opens that a log line names: an http(s) address with `{trace}` in it. */
  traceUrl: z.string().max(2000).optional(),
  /** Of a Jaeger or a Zipkin. */
  spanLinks: spanLinksSchema.optional(),
});
export type Connection = z.infer<typeof connectionSchema>;

/** Secrets on their way in. Absent: keep the stored one. Empty text: forget it. */
export const secretsInSchema = z.object({
  password: z.string().max(10_000).optional(),
  token: z.string().max(100_000).optional(),
  headers: z.record(headerName, z.string().max(10_000)).optional(),
});
export type SecretsIn = z.infer<typeof secretsInSchema>;

/** How a connection has been answering, told with its age. */
export const connectionStateSchema = z.object({
  kind: z.enum(["unknown", "ok", "failing"]),
  /** When that was last found out, epoch ms. */
  at: z.number().optional(),
  reason: z.string().optional(),
});
export type ConnectionState = z.infer<typeof connectionStateSchema>;

export const connectionRowSchema = connectionSchema.extend({
  state: connectionStateSchema,
  /** Which secrets are stored, by name (`password`, `token`, `header:X-Scope-OrgID`); `locked` ones cannot be opened here. */
  storedSecrets: z.array(z.string()),
  lockedSecrets: z.array(z.string()),
});
export type ConnectionRow = z.infer<typeof connectionRowSchema>;

const draftSchema = connectionSchema
  .omit({ id: true })
  .extend({ id: z.string().optional(), secrets: secretsInSchema.default({}) });
export type ConnectionDraft = z.input<typeof draftSchema>;

/** What a test of a connection found. */
export const testedServerSchema = z.object({
  /** What stands there, whatever the draft says. */
  kind: connectionKindSchema,
  /** What it says it is: "Prometheus 3.5.3". */
  server: z.string(),
  version: z.string().optional(),
  latencyMs: z.number(),
  /** Server clock minus ours, in ms; good to about half the latency, of an Alertmanager to a second. Absent: it tells none. */
  clockSkewMs: z.number().optional(),
  /** Of what answers queries. */
  metricCount: z.number().optional(),
  alertmanager: z
    .object({
      /** "ready", "settling", "disabled": as it says itself. */
      cluster: z.string(),
      /** The other members of its cluster that it sees. */
      peers: z.number(),
      receivers: z.array(z.string()),
      alerts: z.number(),
    })
    .optional(),
  /** Of a Loki: the labels that its streams of the last hours have. */
  loki: z.object({ labels: z.array(z.string()) }).optional(),
  /** Of a Jaeger or a Zipkin: by which API it answers, and which services have sent it traces. */
  traces: z.object({ api: z.string(), services: z.array(z.string()) }).optional(),
  /** Things that work but that the user should know, in sentences. */
  remarks: z.array(z.string()),
});
export type TestedServer = z.infer<typeof testedServerSchema>;

export const connectionCalls = {
  "connections.list": { input: z.object({}), output: z.object({ connections: z.array(connectionRowSchema) }) },
  /** Adds (no id) or changes a connection. A wrong URL fails as `bad-request` with a sentence. */
  "connections.save": { input: draftSchema, output: connectionRowSchema },
  /** Removes the connection and its secrets. Rule files that use it stay and say that their source is gone. */
  "connections.remove": { input: z.object({ id: z.string() }), output: z.object({}) },
  /**
   * Asks the server through the same client that queries use; a draft's missing secrets are taken from the stored connection.
   * A server of another kind is recognised and told of as what it is.
   */
  "connections.test": {
    input: draftSchema,
    output: testedServerSchema,
  },
};

export const connectionEvents = {
  /** The whole list, whenever a connection or its state changes; at most one a second. */
  "connections.changed": z.object({ connections: z.array(connectionRowSchema) }),
};
