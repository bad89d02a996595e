import { type SpanKind, spanKinds } from "../../model/trace";

/** The number of a kind by its name, in either case; 0 for one that is none. */
export const kindOf = (name: unknown): number =>
  typeof name === "string" ? Math.max(0, spanKinds.indexOf(name.toLowerCase() as SpanKind)) : 0;
