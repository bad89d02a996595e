// What a Jaeger's answer says when it is not the one that was wanted.
import { AppError, type FailureKind } from "#shared/model/failure";
import type { HttpAnswer } from "../http/http-client";
import { type AskedPath, quote, statusFailure } from "../http/status-failure";
import { basePathOf, isPage } from "./user-interface";
import { refusalSchema } from "./wire";

export interface Asked extends Omit<AskedPath, "server"> {
  /** `http://host:16686`, without the path prefix; and with it. */
  origin: string;
  baseUrl: string;
}

/** Jaegers before 2.19 send the JSON of API v3 as text/plain, and all of them their refusals. So the text itself is tried. */
export function openAnswer(answer: HttpAnswer, asked: Asked): unknown {
  const json = answer.status >= 200 && answer.status < 300 ? parse(answer.body) : undefined;
  if (json !== undefined) return json;
  if (/^\s*[{[]/.test(answer.body) && answer.status < 300) {
    throw fail("not-that-server", `${asked.name} answered with JSON that is broken or cut off (${answer.status}).`, true);
  }
  throw failureOf(answer, asked);
}

export function failureOf(answer: HttpAnswer, asked: Asked): AppError {
  const { status } = answer;
  if (isPage(answer) && status < 300) return pageFailure(answer, asked);
  const { name } = asked;
  if (status === 401 && /^(missing|unknown) tenant/.test(answer.body)) {
    return answer.body.startsWith("missing")
      ? fail("unauthorized", `${name} wants to know which tenant asks (401): add its header to the connection, mostly x-tenant.`)
      : fail("unauthorized", `${name} does not know that tenant (401): check the value of the connection's header x-tenant.`);
  }
  const refusal = refusalOf(answer.body);
  if (refusal === undefined) return statusFailure(answer, { ...asked, server: "Jaeger" });
  const said = quote(refusal, 300).replace(/\.$/, "");
  if (saysServiceWanted.test(said)) return serviceWanted(name);
  switch (status) {
    case 404:
      return fail("not-found", `${name} found nothing: ${said}.`);
    case 400:
      return fail("bad-request", `${name} refused the request: ${said}.`);
    case 501:
      return fail("not-supported", `${name} cannot do this as it is set up (501): ${said}.`);
    case 401:
    case 403:
      return fail("unauthorized", `${name} does not allow this (${status}): ${said}.`);
    default:
      return /deadline exceeded|timed? ?out/i.test(said)
        ? fail("timeout", `${name} gave up before it was through (${status}): choose a shorter time or fewer results.`, true)
        : fail("server-error", `${name} failed (${status}): ${said}.`, true);
  }
}

/** In the words of the newest, of API v1, and of the storages of older ones, which fail at it (500). */
const saysServiceWanted = /requires a service name|parameter 'service' is required|service ?name (?:must be|is not) set/i;

export const serviceWanted = (name: string): AppError =>
  fail("bad-request", `${name} finds only the traces of one service: choose a service.`);

/** Every path that a Jaeger before 2.14 does not know answers with the page of its user interface, and tells where that lies. */
function pageFailure(answer: HttpAnswer, asked: Asked): AppError {
  const { name, host, origin } = asked;
  const basePath = basePathOf(answer.body);
  if (basePath === undefined || `${origin}${basePath}` === asked.baseUrl)
    return statusFailure(answer, { ...asked, server: "Jaeger" });
  const advice =
    basePath === ""
      ? "leave out what stands behind its base path, such as /search"
      : `its base path is ${basePath}, so its URL has to be ${origin}${basePath}`;
  return fail(
    "not-that-server",
    `${host} answered with Jaeger's web page, and not with data: check the URL of ${name}; ${advice}.`,
  );
}

/** What a refusal says, where it is one of Jaeger's own. Go's router says "404 page not found", which is none. */
export function refusalOf(body: string): string | undefined {
  return body.startsWith("{") ? refusalSchema.safeParse(parse(body)).data : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The status, or what the text looks like, tells what is known then.
    return undefined;
  }
}

/** It has not got that path: it is another version, or something else stands there now. */
export const isMissing = (error: unknown): boolean => error instanceof AppError && error.failure.kind === "not-that-server";

const fail = (kind: FailureKind, say: string, retry = false) => new AppError({ kind, say, retry });
