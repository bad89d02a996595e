// One small function per endpoint of Zipkin's API v2: https://zipkin.io/zipkin-api/
import type { z } from "zod";
import type { Auth } from "#shared/contract/connections";
import type { Dependency, TraceSearch } from "#shared/contract/traces";
import { AppError } from "#shared/model/failure";
import { type EpochMs, type Milliseconds, seconds } from "#shared/units/time";
import type { HttpAnswer, HttpClient, HttpRequest } from "../http/http-client";
import { jsonPieces, mayBeJson, mostSearchBytes, mostTraceBytes, type Piece } from "../trace-answer";
import { failureOf, openAnswer } from "./failures";
import { dependenciesSchema, namesSchema } from "./wire";

export interface ZipkinClient {
  http: HttpClient;
  auth: Auth["kind"];
  hasToldOfWholeTraces: boolean;
}

export interface Wait {
  signal: AbortSignal;
  deadline?: Milliseconds | undefined;
}

const usualDeadline = seconds(60);
const api = "/api/v2";

/** With the server's clock, where it tells it. */
export async function services(client: ZipkinClient, { signal, deadline }: Wait) {
  const { value, dateMs } = await ask(client, { path: `${api}/services`, signal, deadline }, namesSchema);
  return { services: value.sort(), dateMs };
}

export async function spanNames(
  client: ZipkinClient,
  { service, signal, deadline }: { service: string } & Wait,
): Promise<string[]> {
  const parameters = new URLSearchParams({ serviceName: service });
  return (await ask(client, { path: `${api}/spans`, parameters, signal, deadline }, namesSchema)).value.sort();
}

export function traces(
  client: ZipkinClient,
  { signal, deadline, ...search }: TraceSearch & Wait,
): Promise<AsyncIterableIterator<Piece>> {
  const parameters = searchParameters(search);
  return askTraces(client, { path: `${api}/traces`, parameters, mostBytes: mostSearchBytes, signal, deadline });
}

export function trace(
  client: ZipkinClient,
  { id, signal, deadline }: { id: string } & Wait,
): Promise<AsyncIterableIterator<Piece>> {
  const adviceWhenTooLarge = "a trace of this size is not shown";
  return askTraces(client, { path: `${api}/trace/${id}`, mostBytes: mostTraceBytes, adviceWhenTooLarge, signal, deadline });
}

export async function dependencies(
  client: ZipkinClient,
  { endMs, lookbackMs, signal, deadline }: { endMs: EpochMs; lookbackMs: Milliseconds } & Wait,
): Promise<Dependency[]> {
  const parameters = new URLSearchParams({ endTs: whole(endMs), lookback: whole(lookbackMs) });
  const { value } = await ask(client, { path: `${api}/dependencies`, parameters, signal, deadline }, dependenciesSchema);
  // A count of errors is left out where there are none.
  return value.map(({ parent, child, callCount, errorCount }) => ({ parent, child, calls: callCount, errors: errorCount ?? 0 }));
}

function searchParameters(search: Omit<TraceSearch & Wait, keyof Wait>): URLSearchParams {
  const { service, operation, tags, minDurationNs, maxDurationNs, startMs, endMs, limit } = search;
  const parameters = new URLSearchParams({
    endTs: whole(endMs),
    lookback: whole(endMs - startMs),
    limit: String(limit),
  });
  if (service) parameters.set("serviceName", service);
  if (operation) parameters.set("spanName", operation);
  if (tags.length > 0) parameters.set("annotationQuery", annotationQuery(tags));
  // Microseconds. A longest duration without a shortest is refused.
  if (minDurationNs !== undefined || maxDurationNs !== undefined) {
    parameters.set("minDuration", String(Math.max(1, Math.floor((minDurationNs ?? 0) / 1000))));
  }
  if (maxDurationNs !== undefined) parameters.set("maxDuration", String(Math.max(1, Math.ceil(maxDurationNs / 1000))));
  return parameters;
}

/** `error and http.method=GET`. The words are split at ` and `, for which there is no way of writing it otherwise. */
function annotationQuery(tags: TraceSearch["tags"]): string {
  const split = tags.find(({ key, value }) => key.includes(" and ") || value.includes(" and ") || key.includes("="));
  if (split) {
    const say = `Zipkin cannot look for the tag ${split.key}: “ and ” in it, or “=” in its name, means something else there.`;
    throw new AppError({ kind: "bad-request", say });
  }
  return tags.map(({ key, value }) => (value === "" ? key : `${key}=${value}`)).join(" and ");
}

async function ask<S extends z.ZodType>(
  client: ZipkinClient,
  request: HttpRequest,
  schema: S,
): Promise<{ value: z.output<S>; dateMs: EpochMs | undefined }> {
  const answer = await client.http.request({ ...request, deadline: request.deadline ?? usualDeadline });
  const parsed = schema.safeParse(openAnswer(answer, aboutAsking(client, request)));
  if (parsed.success) return { value: parsed.data, dateMs: answer.dateMs };
  throw new AppError(
    { kind: "not-that-server", say: `${client.http.server.name} answered in a shape that Zipkin's API does not have.` },
    { cause: parsed.error },
  );
}

async function askTraces(client: ZipkinClient, request: HttpRequest): Promise<AsyncIterableIterator<Piece>> {
  const answer = await client.http.open({ ...request, deadline: request.deadline ?? usualDeadline }, mayBeJson);
  if (!("pieces" in answer)) throw refusal(client, answer, request);
  const found = await jsonPieces(answer);
  if ("pieces" in found) return found.pieces;
  throw refusal(client, found.instead, request);
}

const refusal = (client: ZipkinClient, answer: HttpAnswer, request: HttpRequest) =>
  failureOf(answer, aboutAsking(client, request));

const aboutAsking = ({ http, auth }: ZipkinClient, { path }: HttpRequest) => ({
  name: http.server.name,
  host: new URL(http.server.baseUrl).host,
  baseUrl: http.server.baseUrl,
  path,
  auth,
});

/** A link may hold any number, and Java reads 64 bits of it. */
const whole = (ms: number): string => String(Math.round(Math.min(Math.max(1, ms), Date.UTC(2262, 0))));
