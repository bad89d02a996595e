/** A refusal of a Jaeger: its two APIs write it down in their own ways. */
export class JaegerError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** What one reads of a parameter; a refusal in Jaeger's words where it cannot be read. */
export function readOr<T>(prefix: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new JaegerError(400, `${prefix}${error instanceof Error ? error.message : error}`);
  }
}

/** An id as it is kept: 32 digits, lower-case. `isNewest` has words of its own for what is no number. */
export function traceIdOf(text: string, prefix: string, isNewest: boolean): string {
  if (text.length > 32) throw new JaegerError(400, `${prefix}TraceID cannot be longer than 32 hex characters: ${text}`);
  if (!/^[0-9a-fA-F]+$/.test(text)) {
    throw new JaegerError(
      400,
      `${prefix}${isNewest ? "invalid length for TraceID" : `strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`}`,
    );
  }
  return text.toLowerCase().padStart(32, "0");
}
