import { z } from "zod";
import { traceSummarySchema } from "../model/trace";
import { sourceIdSchema } from "./query";

/** No more traces than this are found by one search: Jaeger's own bound. */
export const mostTraces = 1500;

/** What traces are looked for. */
export const traceSearchSchema = z.object({
  /** Absent: any, where the source can search without one. */
  service: z.string().max(1000).optional(),
  operation: z.string().max(10_000).optional(),
  /** All of them must hold, in one span. An empty value of a Zipkin: the tag is there. */
  tags: z.array(z.object({ key: z.string().min(1).max(1000), value: z.string().max(10_000) })).max(50),
  minDurationNs: z.number().nonnegative().optional(),
  maxDurationNs: z.number().positive().optional(),
  startMs: z.number(),
  endMs: z.number(),
  limit: z.number().int().min(1).max(mostTraces),
});
export type TraceSearch = z.infer<typeof traceSearchSchema>;

/** A hex id of any form: 1 to 32 digits. */
export const traceIdSchema = z.string().regex(/^[0-9a-fA-F]{1,32}$/, "a trace id has 1 to 32 hexadecimal digits");

export const traceAbilitiesSchema = z.object({
  /** By which API it answers: "Jaeger, API v3". */
  api: z.string(),
  searchesWithoutService: z.boolean(),
  /** A search brings one line for each trace, and not whole traces. */
  hasSummaries: z.boolean(),
  hasDependencies: z.boolean(),
});
export type TraceAbilities = z.infer<typeof traceAbilitiesSchema>;

export const dependencySchema = z.object({
  parent: z.string(),
  child: z.string(),
  calls: z.number(),
  /** Absent: not told. */
  errors: z.number().optional(),
});
export type Dependency = z.infer<typeof dependencySchema>;

export const traceCalls = {
  "traces.abilities": { input: z.object({ source: sourceIdSchema }), output: traceAbilitiesSchema },
  "traces.services": { input: z.object({ source: sourceIdSchema }), output: z.object({ services: z.array(z.string()) }) },
  "traces.operations": {
    input: z.object({ source: sourceIdSchema, service: z.string() }),
    output: z.object({ operations: z.array(z.string()) }),
  },
  /** Which service called which, and how often, in the time before `endMs`. */
  "traces.dependencies": {
    input: z.object({ source: sourceIdSchema, endMs: z.number(), lookbackMs: z.number().positive() }),
    output: z.object({ dependencies: z.array(dependencySchema) }),
  },
};

export const traceStreams = {
  /**
   * Finds traces. A source that can answers with summaries; the others send whole traces, as their own JSON in pieces: the
   * window reads them in a worker (`shared/traces`), so that the engine never holds them. Finding nothing is no failure.
   */
  "traces.search": {
    input: z.object({ source: sourceIdSchema, search: traceSearchSchema }),
    frame: z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("summaries"), summaries: z.array(traceSummarySchema) }),
      z.object({ kind: z.literal("bytes"), bytes: z.instanceof(Uint8Array) }),
      /** Worth knowing about the answer: "older than its clock". */
      z.object({ kind: z.literal("warning"), say: z.string() }),
    ]),
  },
  /** One trace, as the source's own JSON in pieces. Fails as `not-found` when the source does not know it. */
  "traces.trace": {
    input: z.object({
      source: sourceIdSchema,
      traceId: traceIdSchema,
      /** About when it was, where that is known: some stores find it faster, or at all, by it. */
      startMs: z.number().optional(),
      endMs: z.number().optional(),
    }),
    frame: z.object({
      bytes: z.instanceof(Uint8Array),
      /** How many bytes there will be, where the server tells. */
      totalBytes: z.number().optional(),
    }),
  },
};
