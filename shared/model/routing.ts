// Who is told of which alerts, and when: Alertmanager's tree of routes, its inhibition rules and its time intervals, without
// the receivers. https://prometheus.io/docs/alerting/latest/configuration/
import { z } from "zod";
import { matcherSchema } from "./matcher";

const duration = z
  .number()
  .int()
  .min(0)
  .max(366 * 86_400_000);

export interface Route {
  /** Absent: the parent's. */
  receiver?: string | undefined;
  /** `["..."]`: every label; `[]`: one group. Absent: the parent's. */
  groupBy?: string[] | undefined;
  groupWaitMs?: number | undefined;
  groupIntervalMs?: number | undefined;
  repeatIntervalMs?: number | undefined;
  matchers: z.infer<typeof matcherSchema>[];
  /** Whether its later siblings are asked too. */
  continue: boolean;
  muteTimeIntervals: string[];
  activeTimeIntervals: string[];
  routes: Route[];
}

export const routeSchema: z.ZodType<Route> = z.lazy(() =>
  z.object({
    receiver: z.string().optional(),
    groupBy: z.array(z.string()).optional(),
    groupWaitMs: duration.optional(),
    groupIntervalMs: duration.optional(),
    repeatIntervalMs: duration.optional(),
    matchers: z.array(matcherSchema),
    continue: z.boolean(),
    muteTimeIntervals: z.array(z.string()),
    activeTimeIntervals: z.array(z.string()),
    routes: z.array(routeSchema),
  }),
);

/** Both ends included, but of times, whose end is not. */
const rangeSchema = z.object({ from: z.number().int(), to: z.number().int() });

/** All parts that are given must hold; of each part any of its ranges. */
export const timeIntervalPartSchema = z.object({
  /** Minutes since midnight, 0 to 1440. */
  times: z.array(rangeSchema).optional(),
  /** 0 is Sunday. */
  weekdays: z.array(rangeSchema).optional(),
  /** 1 to 31; -1 is the last day. */
  daysOfMonth: z.array(rangeSchema).optional(),
  months: z.array(rangeSchema).optional(),
  years: z.array(rangeSchema).optional(),
  /** An IANA name, `Local`, or absent for UTC. */
  location: z.string().optional(),
});
export type TimeIntervalPart = z.infer<typeof timeIntervalPartSchema>;

export const timeIntervalSchema = z.object({ name: z.string().min(1), parts: z.array(timeIntervalPartSchema) });
export type TimeInterval = z.infer<typeof timeIntervalSchema>;

export const inhibitRuleSchema = z.object({
  sourceMatchers: z.array(matcherSchema),
  targetMatchers: z.array(matcherSchema),
  equal: z.array(z.string()),
});
export type InhibitRule = z.infer<typeof inhibitRuleSchema>;

export const routingConfigSchema = z.object({
  /** The root has a receiver and no matchers. */
  route: routeSchema,
  timeIntervals: z.array(timeIntervalSchema),
  inhibitRules: z.array(inhibitRuleSchema),
});
export type RoutingConfig = z.infer<typeof routingConfigSchema>;
