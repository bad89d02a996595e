// What a server's answer says when it is not the data: by status first, because proxies answer in HTML and plain text,
// then by the server's own error type. A body is never shown but for a short quoted piece of plain text.
import { AppError, type FailureKind } from "#shared/model/failure";
import type { HttpAnswer } from "../http/http-client";
import { type AskedPath, isJson, quote, statusFailure } from "../http/status-failure";
import { readParseError, wholeOf } from "./parse-error";
import { type Envelope, envelopeSchema } from "./wire";

export interface Asked extends Omit<AskedPath, "server"> {
  /** The expression, where one was sent: parse errors point into it. */
  expr?: string;
}

/** The envelope of an answer that succeeded; every other answer throws. */
export function openEnvelope(answer: HttpAnswer, asked: Asked): Envelope {
  const envelope = isJson(answer.contentType) ? parseEnvelope(answer, asked) : undefined;
  if (envelope?.status === "error" && envelope.errorType !== undefined) {
    // A gateway may dress its own 401 in this shape; then the status tells more.
    if (answer.status !== 401 && answer.status !== 403) throw serverFailure(envelope, asked);
  }
  if (envelope?.status === "success" && answer.status >= 200 && answer.status < 300) return envelope;
  throw statusFailure(answer, { ...asked, server: "Prometheus" });
}

function parseEnvelope(answer: HttpAnswer, asked: Asked): Envelope | undefined {
  let json: unknown;
  try {
    json = JSON.parse(answer.body);
  } catch {
    // The parser's message quotes the body; whose answer it is and that it is broken is what helps.
    if (answer.status >= 400) return undefined;
    throw new AppError({
      kind: "not-that-server",
      say: `${asked.name} answered with JSON that is broken or cut off (${answer.status}).`,
      retry: true,
    });
  }
  return envelopeSchema.safeParse(json).data;
}

/** The error types of https://prometheus.io/docs/prometheus/latest/querying/api/ and of web/api/v1 in its source. */
function serverFailure({ errorType = "", error = "" }: Envelope, { name, expr }: Asked): AppError {
  const text = quote(error, 500);
  switch (errorType) {
    case "bad_data": {
      const diagnostic = expr === undefined ? undefined : readParseError(error, expr);
      if (!diagnostic) return fail("bad-request", `${name} refused the request: ${text}`);
      return new AppError({
        kind: "bad-query",
        say: `${name} refused the expression: ${quote(diagnostic.message, 500)}`,
        diagnostics: [diagnostic],
      });
    }
    case "execution": {
      const diagnostics =
        expr === undefined ? [] : [{ severity: "error" as const, message: quote(error, 500), place: wholeOf(expr) }];
      return new AppError({ kind: "bad-query", say: `${name} could not evaluate the expression: ${text}`, diagnostics });
    }
    case "timeout":
      return fail("timeout", `${name} gave up: ${text}`, true);
    case "canceled":
      return fail("server-error", `${name} cancelled the query: ${text}`, true);
    case "unavailable":
      return fail("server-error", `${name} is not ready yet: ${text}`, true);
    case "not_found":
      return fail("not-found", `${name} does not have that: ${text}`);
    case "not_acceptable":
      return fail("not-supported", `${name} cannot answer in this form: ${text}`);
    default:
      return fail("server-error", `${name} reports an error (${quote(errorType, 40)}): ${text}`, true);
  }
}

const fail = (kind: FailureKind, say: string, retry = false) => new AppError({ kind, say, retry });
