import { z } from "zod";
import { mutedSchema } from "../model/alert";
import { diagnosticSchema } from "../model/failure";
import { momentSchema } from "../model/moment";
import { routingConfigSchema } from "../model/routing";
import { labelsSchema } from "../model/series";

const fileText = z.string().max(5_000_000);

export const routingStateSchema = z.object({
  config: routingConfigSchema,
  /** `built-in`: nobody has changed it. */
  origin: z.enum(["built-in", "edited", "imported"]),
  /** Of an import: the file's name. */
  name: z.string().optional(),
});
export type RoutingState = z.infer<typeof routingStateSchema>;

/** One node of the tree that was asked, in the order in which they are asked. */
export const routeStepSchema = z.object({
  /** Which node: `[]` is the root, `[1, 0]` the first child of its second. */
  path: z.array(z.number()),
  matched: z.boolean(),
  /** In words: "severity is critical, and it stops here", "team is \"db\", not \"web\"". */
  say: z.string(),
});

/** One receiver that would hear of it, as which group, and what would hold it back now. */
export const routeEndSchema = z.object({
  path: z.array(z.number()),
  receiver: z.string(),
  groupLabels: labelsSchema,
  groupKey: z.string(),
  groupWaitMs: z.number(),
  groupIntervalMs: z.number(),
  repeatIntervalMs: z.number(),
  muted: mutedSchema.optional(),
});

/** A group that is alive: what it holds, and when it will be looked at next. */
export const liveGroupSchema = z.object({
  groupKey: z.string(),
  receiver: z.string(),
  labels: labelsSchema,
  alertIds: z.array(z.string()),
  firing: z.number(),
  nextAt: z.number(),
  lastSentAt: z.number().optional(),
});
export type LiveGroup = z.infer<typeof liveGroupSchema>;

const importSchema = z.object({
  diagnostics: z.array(diagnosticSchema),
  /** What would be taken over; absent when there are errors. */
  config: routingConfigSchema.optional(),
  receivers: z.array(z.object({ name: z.string(), kinds: z.array(z.string()) })),
  /** What is not carried over, in sentences: kinds of receivers that Watchdeck has not got, files of secrets. */
  leftOut: z.array(z.string()),
});

export const routingCalls = {
  "routing.get": { input: z.object({}), output: routingStateSchema },
  /** Replaces the tree. Fails as `bad-request` in words that name the route. */
  "routing.save": { input: z.object({ config: routingConfigSchema }), output: routingStateSchema },
  /** What an alertmanager.yml would become, with all that is wrong with it. Nothing changes. */
  "routing.check": { input: z.object({ text: fileText }), output: importSchema },
  /** Takes it over: the tree, and its receivers beside those that are there (of the same name: in their place). */
  "routing.import": { input: z.object({ text: fileText, name: z.string().max(1000) }), output: importSchema },
  /** Back to what a new Watchdeck has. Receivers stay. */
  "routing.reset": { input: z.object({}), output: routingStateSchema },
  /** Where an alert of these labels goes and why; in `config`, when given, instead of the one in force. */
  "routing.simulate": {
    input: z.object({ labels: labelsSchema, atMs: momentSchema.optional(), config: routingConfigSchema.optional() }),
    output: z.object({ steps: z.array(routeStepSchema), ends: z.array(routeEndSchema) }),
  },
  "routing.groups": { input: z.object({}), output: z.object({ groups: z.array(liveGroupSchema) }) },
};

export const routingEvents = { "routing.changed": routingStateSchema };
