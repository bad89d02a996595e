import { z } from "zod";

/** A stretch of a text that the user typed: offsets into it, and where its start lies for humans (both from 1). */
export const placeSchema = z.object({ from: z.number(), to: z.number(), line: z.number(), column: z.number() });
export type Place = z.infer<typeof placeSchema>;

/** A mistake in something the user wrote, at its place. */
export const diagnosticSchema = z.object({
  severity: z.enum(["error", "warning"]),
  message: z.string(),
  place: placeSchema,
});
export type Diagnostic = z.infer<typeof diagnosticSchema>;

/**
 * An expected kind of trouble, told to the user. `say` is one sentence that names what failed and, where there is one,
 * the thing to do; `retry` says whether doing the same again may help.
 */
export const failureSchema = z.object({
  kind: z.enum([
    "bad-request", // the caller sent what the contract does not allow
    "bad-query", // the expression is wrong; `diagnostics` say where
    "bad-file", // a file the user gave is wrong; `diagnostics` say where
    "not-found",
    "not-supported", // right, but not something this source or version does
    "unreachable", // DNS, refused, reset, no route
    "tls", // the certificate or the handshake
    "unauthorized", // 401, 403
    "not-that-server", // something answered, but not what was expected there
    "server-error", // the server says it failed
    "too-large", // an answer of more than we read; a larger step may do
    "timeout",
    "cancelled",
    "refused", // we will not do it, for safety
    "disconnected", // the engine went away while the call was under way
    "internal", // a bug of ours
  ]),
  say: z.string(),
  retry: z.boolean().default(false),
  diagnostics: z.array(diagnosticSchema).optional(),
});
export type Failure = z.infer<typeof failureSchema>;
export type FailureKind = Failure["kind"];

/** The one error class for expected trouble; anything else thrown is a bug and surfaces as `internal`. */
export class AppError extends Error {
  readonly failure: Failure;

  constructor(failure: Omit<Failure, "retry"> & { retry?: boolean }, options?: { cause?: unknown }) {
    super(failure.say, options);
    this.name = "AppError";
    this.failure = { retry: false, ...failure };
  }
}

/** Turns anything thrown into a failure for the far side; the caller logs the stack of those that come out `internal`. */
export function toFailure(error: unknown): Failure {
  if (error instanceof AppError) return error.failure;
  if (error instanceof Error && error.name === "AbortError") return { kind: "cancelled", say: "Cancelled.", retry: true };
  return { kind: "internal", say: "Something went wrong inside Watchdeck; the log has the details.", retry: true };
}

/** Ends an exhaustive switch: a new kind becomes a compile error here. */
export function assertNever(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`);
}
