// What the status of an answer says when it is not the one that was asked for: by status first, because proxies answer in HTML
// and plain text. A body is never shown but for a short quoted piece of plain text.
import type { Auth } from "#shared/contract/connections";
import { AppError, type FailureKind } from "#shared/model/failure";
import type { HttpAnswer } from "./http-client";

export interface AskedPath {
  /** What the user calls the connection. */
  name: string;
  host: string;
  path: string;
  auth: Auth["kind"];
  /** What the connection says that stands there. */
  server: "Prometheus" | "Alertmanager" | "Loki" | "Jaeger" | "Zipkin";
}

export function statusFailure(answer: HttpAnswer, { name, host, path, auth, server }: AskedPath): AppError {
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
      `${host} has nothing at ${path} (404): is ${name} ${withArticle(server)}, and is a path prefix missing from its URL?`,
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
      `${host} answered with a web page (${status}), not as ${server} does: check the URL and its path prefix, and whether a login page is in the way.`,
    );
  }
  const form = isJson(answer.contentType) ? "JSON of another kind" : said === "" ? "nothing" : `“${said}”`;
  return fail("not-that-server", `${host} is not ${withArticle(server)}: it answered ${form} (${status}).`);
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

const withArticle = (server: AskedPath["server"]) => (server === "Alertmanager" ? `an ${server}` : `a ${server}`);

export const isJson = (contentType: string) => /^application\/([\w.-]+\+)?json\b/i.test(contentType.trim());

const isHtml = ({ contentType, body }: HttpAnswer) =>
  /html/i.test(contentType) || /^\s*<(!doctype|html)/i.test(body.slice(0, 200));

/** The start of a plain text's first line; nothing of HTML or JSON. */
function snippet(answer: HttpAnswer): string {
  if (isHtml(answer) || isJson(answer.contentType)) return "";
  return quote(answer.body.trimStart().split("\n", 1)[0] ?? "", 100);
}

/** Text of a server as part of one of our sentences: one line, none of the signs that steer or reorder, not longer than told. */
export function quote(text: string, longest: number): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the point.
  const line = text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]+/g, " ").trim();
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
