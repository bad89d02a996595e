// What a server's answer says when it is not the data: by status first, because proxies answer in HTML and plain text,
// then by the server's own error type. A body is never shown but for a short quoted piece of plain text.
import type { Auth } from "#shared/contract/connections";
import { AppError, type FailureKind } from "#shared/model/failure";
import type { HttpAnswer } from "../http/http-client";
import { readParseError, wholeOf } from "./parse-error";
import { type Envelope, envelopeSchema } from "./wire";

export interface Asked {
  /** What the user calls the connection. */
  name: string;
  host: string;
  path: string;
  auth: Auth["kind"];
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
  throw statusFailure(answer, asked);
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

function statusFailure(answer: HttpAnswer, { name, host, path, auth }: Asked): AppError {
  const { status } = answer;
  const said = snippet(answer);
  const quoted = said === "" ? "" : `, saying “${said}”`;
  if (status === 401) return fail("unauthorized", refusedLogin(name, auth));
  if (status === 403) return fail("unauthorized", `${name} does not allow this (403)${quoted}.`);
  if (status === 400 && said.includes("HTTP request to an HTTPS server")) {
    return fail("tls", `${name} speaks TLS: its URL has to start with https://.`);
  }
  if (status === 404) {
    return fail(
      "not-that-server",
      `${host} has nothing at ${path} (404): is ${name} a Prometheus, and is a path prefix missing from its URL?`,
    );
  }
  if (status === 429) return fail("server-error", `${name} takes no more requests just now (429)${quoted}.`, true);
  if (status === 413 || status === 414) return fail("bad-request", `${name} refuses a request of this length (${status}).`);
  if (status === 502 || status === 504)
    return fail("unreachable", `The proxy at ${host} gets no answer from ${name} (${status}).`, true);
  if (status === 503) return fail("server-error", `${name} is not ready (503)${quoted}: it is starting, or overloaded.`, true);
  if (status >= 500) return fail("server-error", `${name} failed (${status})${quoted}.`, true);
  if (isHtml(answer)) {
    return fail(
      "not-that-server",
      `${host} answered with a web page (${status}), not as Prometheus does: check the URL and its path prefix, and whether a login page is in the way.`,
    );
  }
  const form = isJson(answer.contentType) ? "JSON of another kind" : `“${said}”`;
  return fail("not-that-server", `${host} is not a Prometheus: it answered ${form} (${status}).`);
}

function refusedLogin(name: string, auth: Auth["kind"]): string {
  switch (auth) {
    case "none":
      return `${name} asks who you are (401): choose Basic or Bearer authentication for this connection.`;
    case "basic":
      return `${name} refused the user name or the password (401).`;
    case "bearer":
      return `${name} refused the token (401).`;
  }
}

const fail = (kind: FailureKind, say: string, retry = false) => new AppError({ kind, say, retry });

const isJson = (contentType: string) => /^application\/([\w.-]+\+)?json\b/i.test(contentType.trim());

const isHtml = ({ contentType, body }: HttpAnswer) =>
  /html/i.test(contentType) || /^\s*<(!doctype|html)/i.test(body.slice(0, 200));

/** The start of a plain text's first line; nothing of HTML or JSON. */
function snippet(answer: HttpAnswer): string {
  if (isHtml(answer) || isJson(answer.contentType)) return "";
  return quote(answer.body.trimStart().split("\n", 1)[0] ?? "", 100);
}

/** Text of a server as part of one of our sentences: one line, no control characters, not longer than told. */
function quote(text: string, longest: number): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the point.
  const line = text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ").trim();
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
