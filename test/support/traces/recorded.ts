// The recorded answers of real servers, and what a fake and the real one must agree on.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { TraceAnswer, TraceRequest } from "./requests";

/** A folder below test/fixtures. */
export type RecordedServer = "jaeger-1.76" | "jaeger-2.13" | "jaeger-2026.08" | "zipkin-3.5";

export interface RecordedAnswer {
  request: TraceRequest;
  /** Absent: of the same shape as that of another request. */
  answer?: TraceAnswer;
  like?: string;
}

export const recordedPath = (server: RecordedServer): string =>
  join(import.meta.dirname, "../../fixtures", server, "answers.json");

const recordedAnswers = (server: RecordedServer): RecordedAnswer[] =>
  JSON.parse(readFileSync(recordedPath(server), "utf8")) as RecordedAnswer[];

/** What a server answered to the request of that name. */
export function recordedAnswer(server: RecordedServer, name: string): TraceAnswer {
  const recorded = recordedAnswers(server).find(({ request }) => request.name === name);
  if (recorded?.like !== undefined) return recordedAnswer(server, recorded.like);
  if (!recorded?.answer) throw new Error(`nothing is recorded of ${server} for ${name}`);
  return recorded.answer;
}

/** An answer without what differs from one server and one day to the next. */
export function shapeOf({ status, type, body }: TraceAnswer): unknown {
  const plainType = type?.toLowerCase().split(";")[0] ?? null;
  // The pages of different versions say different things.
  if (plainType === "text/html") return { status, type: plainType };
  return { status, type: plainType, body: typeof body === "string" ? withoutIds(body) : shape(body) };
}

const withoutIds = (text: string): string => text.trim().replace(/\b[0-9a-fA-F]{16,32}\b/g, "some id");

function shape(value: unknown, name = ""): unknown {
  // What is refused is told in words that tests rely on.
  if (name === "msg" || name === "message") return value;
  // Programs are numbered as each server likes.
  if (name === "processes" && typeof value === "object" && value !== null) return shape(Object.values(value));
  if (Array.isArray(value)) {
    const shapes = value.map((each) => shape(each)).map((each) => [JSON.stringify(each), each] as const);
    return [...new Map(shapes).entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(entries.map(([key, each]) => [key, shape(each, key)]));
  }
  if (typeof value !== "string") return value === null ? null : typeof value;
  return /^\d{19}$/.test(value) ? "nanoseconds" : /^-?\d+(\.\d+)?$/.test(value) ? "number as text" : "text";
}
