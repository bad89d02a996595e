// Which API a Jaeger has: v3 where it can be, because the searches of v1 have been removed from the newest versions; v1 for old
// Jaegers, and for the others that speak it, as VictoriaTraces does.

import { AppError } from "#shared/model/failure";
import { minutes } from "#shared/units/time";
import { ask, type JaegerApi, type JaegerClient, type Wait } from "./client";
import { isMissing, refusalOf } from "./failures";
import { v1NamesSchema, v3ServicesSchema } from "./wire";

/** A server may be replaced by a newer one while it is connected. To look again takes two small requests. */
const lookAgainAfter = minutes(10);

/**
 * Runs a request in the API that the server has. When a path of it is missing now, the server has changed: it is looked at once
 * more. For an answer in pieces, `run` ends with the first of them.
 */
export async function inItsApi<T>(client: JaegerClient, wait: Wait, run: (api: JaegerApi) => Promise<T>): Promise<T> {
  const known = client.api;
  if (known && client.http.server.clock.now() - known.foundAt < lookAgainAfter) {
    try {
      return await run(known);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }
  return run(await findApi(client, wait));
}

export async function findApi(client: JaegerClient, wait: Wait): Promise<JaegerApi> {
  client.api = undefined;
  client.searchesWithoutService = undefined;
  const version = await findVersion(client, wait);
  const hasSummaries = version === "v3" && (await knowsSummaries(client, wait));
  client.api = { version, hasSummaries, foundAt: client.http.server.clock.now() };
  return client.api;
}

async function findVersion(client: JaegerClient, wait: Wait): Promise<JaegerApi["version"]> {
  try {
    await ask(client, { path: "/api/v3/services", ...wait }, v3ServicesSchema);
    return "v3";
  } catch (error) {
    // Servers that only speak v1 refuse what they do not know in many ways.
    if (
      !(error instanceof AppError) ||
      !["not-that-server", "bad-request", "not-supported", "not-found"].includes(error.failure.kind)
    )
      throw error;
    try {
      await ask(client, { path: "/api/services", ...wait }, v1NamesSchema.required());
      return "v1";
    } catch {
      // What API v3 was answered with says it, too.
      throw error;
    }
  }
}

/** Asked without a time, which is required: a refusal of that shows that the path is there, and nothing is searched. */
async function knowsSummaries(client: JaegerClient, wait: Wait): Promise<boolean> {
  const { status, body } = await client.http.request({ path: summariesPath, ...wait });
  return status === 400 && refusalOf(body) !== undefined;
}

export const summariesPath = "/api/v3/trace-summaries";
