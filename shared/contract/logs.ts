import { z } from "zod";
import { diagnosticSchema } from "../model/failure";
import { logBlockSchema, logLevelSchema, nsTimeSchema } from "../model/log";
import { labelsSchema, seriesSchema } from "../model/series";
import { sourceIdSchema } from "./query";

/** LogQL. */
const exprSchema = z.string().min(1).max(100_000);

/** From the start on, and before the end. */
const spanSchema = { startNs: nsTimeSchema, endNs: nsTimeSchema };

/** Of which lines labels and values are asked; absent: all. */
const ofSchema = { source: sourceIdSchema, selector: exprSchema.optional(), ...spanSchema };

/** No more lines than this are read by one query or kept by one page. */
export const mostLogLines = 100_000;

/** What reading cost the source, as far as it tells. */
export const logStatsSchema = z.object({
  /** Bytes and lines that it went through, and how many lines it gave. */
  bytes: z.number().optional(),
  readLines: z.number().optional(),
  lines: z.number(),
  tookMs: z.number(),
});
export type LogStats = z.infer<typeof logStatsSchema>;

/** A field that the source found in lines. */
export const detectedFieldSchema = z.object({
  name: z.string(),
  /** "string", "int", "float", "duration", "bytes", "boolean": as the source tells it. */
  type: z.string(),
  cardinality: z.number(),
  /** By which parsers: "json", "logfmt"; none for structured metadata. */
  parsers: z.array(z.string()),
});

export type DetectedField = z.infer<typeof detectedFieldSchema>;

/** Logs of this machine that may be read: only what somebody picked is. */
export const logPlaceSchema = z.discriminatedUnion("kind", [
  /** The systemd journal; of these units only, as globs, when there are any. */
  z.object({ kind: z.literal("journal"), id: z.string(), units: z.array(z.string().min(1).max(300)).max(100) }),
  /** Files by path or glob, gzipped and rotated ones with them. */
  z.object({ kind: z.literal("files"), id: z.string(), glob: z.string().min(1).max(4096) }),
  /** What containers of Docker and Podman write; of these names only, as globs, when there are any. */
  z.object({ kind: z.literal("containers"), id: z.string(), names: z.array(z.string().min(1).max(300)).max(100) }),
]);
export type LogPlace = z.infer<typeof logPlaceSchema>;

const draftPlaceSchema = z.discriminatedUnion("kind", [
  logPlaceSchema.options[0].omit({ id: true }),
  logPlaceSchema.options[1].omit({ id: true }),
  logPlaceSchema.options[2].omit({ id: true }),
]);
export type LogPlaceDraft = z.infer<typeof draftPlaceSchema>;

/** What is there to be read at a place, now. */
export const foundLogsSchema = z.object({
  /** Names of files, units or containers, at most 200, and how many there are in all. */
  names: z.array(z.string()),
  count: z.number(),
  /** Of files. */
  bytes: z.number().optional(),
  /** Why something of it cannot be read, and what to do: "needs the group systemd-journal". */
  problem: z.string().optional(),
});
export type FoundLogs = z.infer<typeof foundLogsSchema>;

const volumeSchema = z.object({
  /** The beginnings of the steps, epoch ms. */
  times: z.instanceof(Float64Array),
  /** Lines per step; levels of which there are none are absent. */
  levels: z.array(z.object({ level: logLevelSchema, counts: z.instanceof(Float64Array) })),
  warnings: z.array(z.string()),
});
export type LogVolume = z.infer<typeof volumeSchema>;

export const logCalls = {
  /** What an expression is, and what is wrong with it for this source. */
  "logs.check": {
    input: z.object({ source: sourceIdSchema, expr: z.string().max(100_000) }),
    output: z.object({ kind: z.enum(["lines", "metric"]).optional(), diagnostics: z.array(diagnosticSchema) }),
  },
  "logs.labelNames": { input: z.object(ofSchema), output: z.object({ names: z.array(z.string()) }) },
  /** At most `limit`; `truncated` when there are more. */
  "logs.labelValues": {
    input: z.object({ ...ofSchema, label: z.string().min(1), limit: z.number().int().min(1).max(50_000).default(2000) }),
    output: z.object({ values: z.array(z.string()), truncated: z.boolean() }),
  },
  /** Fields in the lines that a log query finds, by a sample of them. Empty where the source does not tell. */
  "logs.fields": {
    input: z.object({ source: sourceIdSchema, expr: exprSchema, ...spanSchema }),
    output: z.object({ fields: z.array(detectedFieldSchema) }),
  },
  /** What a query would go through, before it is run. All absent where the source cannot tell. */
  "logs.estimate": {
    input: z.object({ source: sourceIdSchema, expr: exprSchema, ...spanSchema }),
    output: z.object({ streams: z.number().optional(), entries: z.number().optional(), bytes: z.number().optional() }),
  },
  /** Lines over time by their level, of a log query. */
  "logs.volume": {
    input: z.object({ source: sourceIdSchema, expr: exprSchema, ...spanSchema, stepMs: z.number().int().min(1) }),
    output: volumeSchema,
  },
  /** A metric query over time. */
  "logs.metric": {
    input: z.object({
      source: sourceIdSchema,
      expr: exprSchema,
      startMs: z.number(),
      endMs: z.number(),
      stepMs: z.number().positive(),
    }),
    output: z.object({ series: z.array(seriesSchema), warnings: z.array(z.string()), tookMs: z.number() }),
  },
  /** Lines of the same stream around one, oldest first in both blocks; without the line itself. */
  "logs.context": {
    input: z.object({
      source: sourceIdSchema,
      /** The stream's labels, without what parsers and metadata added where the source tells them apart. */
      labels: labelsSchema,
      timeNs: nsTimeSchema,
      /** How the line begins: lines of the same time are told apart by it. */
      start: z.string().max(8192),
      before: z.number().int().min(0).max(1000),
      after: z.number().int().min(0).max(1000),
    }),
    output: z.object({ before: logBlockSchema, after: logBlockSchema }),
  },
  /** The whole of a line of which a block held the beginning. */
  "logs.line": {
    input: z.object({ source: sourceIdSchema, labels: labelsSchema, timeNs: nsTimeSchema, start: z.string().max(8192) }),
    output: z.object({ line: z.string() }),
  },
  /** The places on this machine whose logs may be read, and what is there. */
  "logs.places": {
    input: z.object({}),
    output: z.object({ places: z.array(z.object({ place: logPlaceSchema, found: foundLogsSchema })) }),
  },
  /** What this machine has that could be picked, with what is there; nothing of it is read. */
  "logs.offeredPlaces": {
    input: z.object({}),
    output: z.object({ offers: z.array(z.object({ title: z.string(), place: draftPlaceSchema, found: foundLogsSchema })) }),
  },
  /** What is there, before it is picked. A glob that can find nothing fails as `bad-request`. */
  "logs.lookAtPlace": { input: z.object({ place: draftPlaceSchema }), output: foundLogsSchema },
  "logs.addPlace": { input: z.object({ place: draftPlaceSchema }), output: logPlaceSchema },
  "logs.removePlace": { input: z.object({ id: z.string() }), output: z.object({}) },
};

export const logStreams = {
  /**
   * Runs a log query, and hands over its lines as they come, in the order of `direction`: page by page where the source has
   * pages. The last frame says so, and then the stream ends.
   */
  "logs.query": {
    input: z.object({
      source: sourceIdSchema,
      expr: exprSchema,
      ...spanSchema,
      direction: z.enum(["backward", "forward"]),
      limit: z.number().int().min(1).max(mostLogLines),
    }),
    frame: z.object({
      block: logBlockSchema,
      stats: logStatsSchema,
      /** How far the reading has come: everything between the beginning and there was looked at. */
      reachedNs: nsTimeSchema,
      /** Absent while it goes on. `limit`: there may be more lines; `end`: these were all of them. */
      done: z.enum(["limit", "end"]).optional(),
      /** New ones since the frame before. */
      warnings: z.array(z.string()),
    }),
  },
  /**
   * Lines as they are written, at most ten frames a second, for as long as the stream is open. A reader that grants no credit
   * loses the oldest lines that wait, and is told how many. It reconnects by itself and fills what it missed meanwhile.
   */
  "logs.tail": {
    input: z.object({
      source: sourceIdSchema,
      expr: exprSchema,
      /** After this time; absent: from now on. */
      afterNs: nsTimeSchema.optional(),
    }),
    frame: z.object({
      block: logBlockSchema,
      /** Lines lost since the frame before: left out by the server, and by us because they came faster than they were taken. */
      droppedByServer: z.number(),
      droppedByUs: z.number(),
      /** `waiting`: it is not connected, why, and when it tries again (epoch ms). */
      state: z.discriminatedUnion("kind", [
        z.object({ kind: z.literal("connecting") }),
        z.object({ kind: z.literal("open"), sinceMs: z.number() }),
        z.object({ kind: z.literal("waiting"), reason: z.string(), retryAtMs: z.number() }),
      ]),
    }),
  },
};
