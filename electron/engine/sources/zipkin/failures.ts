// What a Zipkin's answer says when it is not the one that was wanted. Its refusals are a line of plain text, sent as `text/*`.
import { AppError, type FailureKind } from "#shared/model/failure";
import type { HttpAnswer } from "../http/http-client";
import { type AskedPath, isJson, quote, statusFailure } from "../http/status-failure";

export interface Asked extends Omit<AskedPath, "server"> {
  baseUrl: string;
}

export function openAnswer(answer: HttpAnswer, asked: Asked): unknown {
  if (answer.status < 200 || answer.status >= 300 || !isJson(answer.contentType)) throw failureOf(answer, asked);
  try {
    return JSON.parse(answer.body);
  } catch (error) {
    // The parser's message quotes the body; whose answer it is and that it is broken is what helps.
    const say = `${asked.name} answered with JSON that is broken or cut off (${answer.status}).`;
    throw new AppError({ kind: "not-that-server", say, retry: true }, { cause: error });
  }
}

export function failureOf(answer: HttpAnswer, asked: Asked): AppError {
  const { status, contentType } = answer;
  const { name, host, baseUrl } = asked;
  const isPage = /html/i.test(contentType) || /^\s*<(!|html)/i.test(answer.body.slice(0, 200));
  if (isPage && status < 300 && /\/zipkin$/.test(baseUrl)) {
    const url = baseUrl.replace(/\/zipkin$/, "");
    return fail(
      "not-that-server",
      `${host} answered with Zipkin's web page: leave /zipkin out of the URL of ${name}, as in ${url}.`,
    );
  }
  const said =
    isPage || isJson(contentType) ? "" : quote(answer.body.trimStart().split("\n", 1)[0] ?? "", 300).replace(/\.$/, "");
  if (status === 404 && / not found$/.test(said) && !/^404/.test(said))
    return fail("not-found", `${name} found nothing: ${said}.`);
  if (status === 400 && said !== "" && !said.includes("HTTPS"))
    return fail("bad-request", `${name} refused the request: ${said}.`);
  return statusFailure(answer, { ...asked, server: "Zipkin" });
}

const fail = (kind: FailureKind, say: string) => new AppError({ kind, say });
