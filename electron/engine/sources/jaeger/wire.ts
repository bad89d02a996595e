// What a Jaeger sends: https://www.jaegertracing.io/docs/latest/architecture/apis/. Go's empty lists arrive as null, and of API v3
// whatever is zero or empty is missing. Whole traces are not read here: the window does that.
import { z } from "zod";

const names = z.array(z.string()).nullish();
const text = z.string().nullish();
/** 64-bit numbers are texts, others are numbers; which is which has changed. */
const count = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d{1,15}$/)
      .transform(Number),
  ])
  .nullish();
const nanoseconds = z.union([z.string().regex(/^\d{1,19}$/), z.number().nonnegative().max(9e18)]).nullish();

/** Nothing else is in it, and before 2.15 not even that, where there is none: any other object is another server's. */
export const v3ServicesSchema = z.strictObject({ services: names });
export const v3OperationsSchema = z.object({ operations: z.array(z.object({ name: text })).nullish() });

/** https://github.com/jaegertracing/jaeger-idl/blob/main/proto/api_v3/query_service.proto: since 2.19. */
export const summarySchema = z.object({
  traceId: z.string(),
  rootServiceName: text,
  rootOperationName: text,
  minStartTimeUnixNano: nanoseconds,
  maxEndTimeUnixNano: nanoseconds,
  spanCount: count,
  errorSpanCount: count,
  orphanSpanCount: count,
  services: z.array(z.object({ name: text, spanCount: count, errorSpanCount: count })).nullish(),
});
export type WireSummary = z.infer<typeof summarySchema>;

export const summariesSchema = z.object({ summaries: z.array(summarySchema).nullish() });

/** API v1: everything is in `data`. */
export const v1NamesSchema = z.object({ data: names });
export const v1OperationsSchema = z.object({ data: z.array(z.object({ name: text })).nullish() });
export const dependenciesSchema = z.object({
  data: z.array(z.object({ parent: z.string(), child: z.string(), callCount: count })).nullish(),
});

/** A refusal, in the words of API v3 or of v1. Both are sent as text/plain. */
export const refusalSchema = z.union([
  z.object({ error: z.object({ message: z.string() }) }).transform(({ error }) => error.message),
  z
    .object({ errors: z.array(z.object({ msg: z.string() })).min(1) })
    .transform(({ errors }) => errors.map(({ msg }) => msg).join("; ")),
]);
