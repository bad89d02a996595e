// An event that tells of an exception: by OpenTelemetry's names, and by those that tracers of OpenTracing used for it.
import type { SpanDetail, Tag } from "#shared/model/trace";

export interface ToldException {
  /** "java.net.ConnectException: refused" */
  title: string;
  stack?: string;
  /** The tags that are told by this. */
  keys: readonly string[];
}

const typeKeys = ["exception.type", "error.kind"];
const messageKeys = ["exception.message", "message"];
const stackKeys = ["exception.stacktrace", "stack"];

/** Undefined when it tells of none, or of one that is too long to be shown here in whole. */
export function exceptionOf({ name, tags }: SpanDetail["events"][number]): ToldException | undefined {
  const [type, message, stack] = [typeKeys, messageKeys, stackKeys].map((keys) =>
    tags.find(({ key, wholeLength }) => wholeLength === undefined && keys.includes(key)),
  );
  if (name !== "exception" && !type && !(name === "error" && message)) return undefined;
  const told = [type, message].filter((tag): tag is Tag => tag !== undefined && tag.value !== "");
  if (told.length === 0 && !stack) return undefined;
  return {
    title: told.map(({ value }) => value).join(": ") || "Exception",
    ...(stack && { stack: stack.value }),
    keys: [type, message, stack].flatMap((tag) => (tag ? [tag.key] : [])),
  };
}
