// An answer without what differs from one server and one day to the next: what a fake and the real one must agree on.
import type { LokiAnswer } from "./requests";

/** Names and kinds of values; of a list, what its elements have in common. */
export function shapeOf({ status, type, body }: LokiAnswer): unknown {
  if (typeof body === "string") return { status, type: body === "" ? null : plainType(type), text: kindOfText(body) };
  return { status, type: plainType(type), body: shape(withoutStats(body)) };
}

const plainType = (type: string | null) => type?.toLowerCase().split(";")[0] ?? null;

/** What a text begins with, up to where it repeats the question or speaks of the grammar. */
function kindOfText(text: string): string {
  const [line = ""] = text.split("\n");
  return line
    .replace(/^(parse error)( at line \d+, col \d+)? ?:.*/, (_, start: string, place?: string) =>
      place ? `${start} at a place` : start,
    )
    .replace(/for series: .*/, "for some series")
    .replace(/\d+/g, "0");
}

/** How much of it a server tells is its own affair. */
function withoutStats(body: unknown): unknown {
  if (!isObject(body) || !isObject(body.data)) return body;
  const { stats: _, ...data } = body.data;
  return { ...body, data };
}

function shape(value: unknown): unknown {
  if (Array.isArray(value))
    return [...new Map(value.map(shape).map((each) => [JSON.stringify(each), each])).values()].sort(byText);
  if (isObject(value)) {
    const names = Object.keys(value).sort();
    return Object.fromEntries(names.map((name) => [name, shape(value[name])]));
  }
  if (typeof value !== "string") return value === null ? null : typeof value;
  return /^\d{19}$/.test(value) ? "nanoseconds" : /^-?\d+(\.\d+)?$/.test(value) ? "number as text" : "text";
}

const byText = (a: unknown, b: unknown) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
