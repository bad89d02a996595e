// What an Alertmanager's refusal says. It has three shapes for errors: a JSON text, an object with a message, and nothing at all.
import { z } from "zod";
import { AppError, type FailureKind } from "#shared/model/failure";
import type { HttpAnswer } from "../http/http-client";
import { type AskedPath, isJson, quote, statusFailure } from "../http/status-failure";

const refusalSchema = z.union([z.string(), z.object({ message: z.string() }).transform(({ message }) => message)]);

/** The failure of an answer whose status is not 2xx, or whose body is no JSON though it should be. */
export function failureOf(answer: HttpAnswer, asked: Omit<AskedPath, "server">): AppError {
  const { name } = asked;
  const said = isJson(answer.contentType) ? refusal(answer.body) : undefined;
  if (said === undefined || isAboutPath(said)) return statusFailure(answer, { ...asked, server: "Alertmanager" });
  switch (answer.status) {
    case 400:
    case 422:
      return fail("bad-request", `${name} refused it: ${said}.`);
    case 404:
      return fail("not-found", `${name} does not have that any more: ${said}.`);
    default:
      return statusFailure(answer, { ...asked, server: "Alertmanager" });
  }
}

function refusal(body: string): string | undefined {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    // The status tells what is known then.
    return undefined;
  }
  const text = refusalSchema.safeParse(json).data;
  return text === undefined || text === "" ? undefined : quote(text, 300).replace(/\.$/, "");
}

/** Its router's answer to a path that it has not got: what stands there is another version, or something else. */
const isAboutPath = (said: string) => /^path .* was not found$/.test(said);

const fail = (kind: FailureKind, say: string) => new AppError({ kind, say });
