// Finding traces. A Jaeger since 2.19 sends a line for each; the ones before it send every span of every trace that they find.
import type { TraceSearch } from "#shared/contract/traces";
import { AppError } from "#shared/model/failure";
import { hours, minutes, seconds } from "#shared/units/time";
import { mostSearchBytes, wholeTraces } from "../trace-answer";
import type { FoundTraces } from "../trace-source";
import { ask, askTraces, type JaegerApi, type JaegerClient, type Wait } from "./client";
import { serviceWanted } from "./failures";
import { inItsApi, summariesPath } from "./find-api";
import { v1Parameters, v3Parameters } from "./parameters";
import { toSummary } from "./to-model";
import { summariesSchema } from "./wire";

type Wanted = TraceSearch & Wait;

export async function* search(client: JaegerClient, asked: Wanted): AsyncGenerator<FoundTraces> {
  const twice = asked.tags.find(({ key, value }) => asked.tags.some((other) => other.key === key && other.value !== value));
  if (twice) throw refuse(`A tag has one value in a span, and ${twice.key} is wanted with two: leave one of them out.`);
  const found = await inItsApi(client, asked, (api) => begin(client, api, asked));
  if (found === "nothing") {
    if (asked.service === undefined) yield { kind: "warning", say: nothingWithoutService };
  } else if (Array.isArray(found)) {
    if (found.length > 0) yield { kind: "summaries", summaries: found.map(toSummary) };
  } else {
    const isNews = !client.hasToldOfWholeTraces;
    client.hasToldOfWholeTraces = true;
    yield* wholeTraces(found, isNews ? "This Jaeger sends whole traces for a search: fewer results come faster." : undefined);
  }
}

/** Some storages of the versions before 2.19 find nothing then, whatever there is, and say nothing of it. */
const nothingWithoutService = "It may be that this Jaeger finds traces only by their service: choose one.";

async function begin(client: JaegerClient, api: JaegerApi, asked: Wanted) {
  const { signal, deadline } = asked;
  if (api.hasSummaries) return summaries(client, asked);
  // Tags are passed over by the API v3 of these versions, without a word.
  const isForV1 = api.version === "v1" || asked.tags.length > 0;
  if (isForV1 && asked.service === undefined) throw serviceWanted(client.http.server.name);
  const request = isForV1
    ? { path: "/api/traces", parameters: v1Parameters(asked) }
    : { path: "/api/v3/traces", parameters: v3Parameters(asked) };
  try {
    return await askTraces(client, { ...request, mostBytes: mostSearchBytes, signal, deadline });
  } catch (error) {
    // "No traces found" is told as an error.
    if (error instanceof AppError && error.failure.kind === "not-found") return "nothing";
    throw error;
  }
}

async function summaries(client: JaegerClient, { signal, deadline, ...search }: Wanted) {
  const parameters = v3Parameters(search);
  const adviceWhenTooLarge = "ask for fewer traces";
  const answer = await ask(client, { path: summariesPath, parameters, adviceWhenTooLarge, signal, deadline }, summariesSchema);
  return answer.summaries ?? [];
}

/** Whether it finds traces when no service is named; that depends on its storage, which it tells nothing of. */
export async function searchesWithoutService(
  client: JaegerClient,
  api: JaegerApi,
  { signal, deadline = seconds(5) }: Wait,
): Promise<boolean> {
  if (api.version === "v1") return false;
  if (client.searchesWithoutService !== undefined) return client.searchesWithoutService;
  const endMs = client.http.server.clock.now();
  const parameters = v3Parameters({ tags: [], startMs: endMs - (api.hasSummaries ? minutes(1) : hours(24)), endMs, limit: 1 });
  try {
    if (api.hasSummaries) {
      await ask(client, { path: summariesPath, parameters, signal, deadline }, summariesSchema);
    } else {
      const pieces = await askTraces(client, {
        path: "/api/v3/traces",
        parameters,
        mostBytes: mostSearchBytes,
        signal,
        deadline,
      });
      await pieces.return?.();
    }
    client.searchesWithoutService = true;
    return true;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // Nothing found tells nothing where traces may be passed over; it is asked again next time. So do storages that fail at it, or take
    // too long for us or for a proxy: what else the Jaeger can do must not wait for that.
    if (["not-found", "server-error", "timeout", "unreachable"].includes(error.failure.kind)) return false;
    if (error.failure.kind !== "bad-request") throw error;
    client.searchesWithoutService = false;
    return false;
  }
}

const refuse = (say: string) => new AppError({ kind: "bad-request", say });
