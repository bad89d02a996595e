// Asking a Jaeger: the ways to its two APIs, and what is known of the one that answers.
import type { z } from "zod";
import type { Auth } from "#shared/contract/connections";
import { AppError } from "#shared/model/failure";
import { type EpochMs, type Milliseconds, seconds } from "#shared/units/time";
import type { HttpAnswer, HttpClient, HttpRequest } from "../http/http-client";
import { jsonPieces, mayBeJson, type Piece } from "../trace-answer";
import { failureOf, openAnswer } from "./failures";

/** By what a Jaeger answers. It tells its version nowhere in its API, so this is found out by asking. */
export interface JaegerApi {
  version: "v3" | "v1";
  /**
   * Since 2.19. The same version has been the first to take tags in a search of API v3; the ones before it pass over them without a
   * word, and find what does not fit.
   */
  hasSummaries: boolean;
  foundAt: EpochMs;
}

export interface JaegerClient {
  http: HttpClient;
  auth: Auth["kind"];
  /** What was found last; undefined while nothing is known. */
  api: JaegerApi | undefined;
  searchesWithoutService: boolean | undefined;
  hasToldOfWholeTraces: boolean;
}

export interface Wait {
  signal: AbortSignal;
  deadline?: Milliseconds | undefined;
}

/** A search reads through the spans of hours, and its answer is made before its first byte is sent. */
const usualDeadline = seconds(60);

export async function ask<S extends z.ZodType>(
  client: JaegerClient,
  request: HttpRequest,
  schema: S,
): Promise<z.output<S> & { dateMs: EpochMs | undefined }> {
  const answer = await client.http.request({ ...request, deadline: request.deadline ?? usualDeadline });
  return { ...read(client, answer, request, schema), dateMs: answer.dateMs };
}

function read<S extends z.ZodType>(
  client: JaegerClient,
  answer: HttpAnswer,
  request: HttpRequest,
  schema: S,
): z.output<S> & object {
  const parsed = schema.safeParse(openAnswer(answer, aboutAsking(client, request)));
  if (parsed.success) return parsed.data as z.output<S> & object;
  throw new AppError(
    { kind: "not-that-server", say: `${client.http.server.name} answered in a shape that Jaeger's API does not have.` },
    { cause: parsed.error },
  );
}

/** Whole traces, as they are sent. */
export async function askTraces(client: JaegerClient, request: HttpRequest): Promise<AsyncIterableIterator<Piece>> {
  const answer = await client.http.open({ ...request, deadline: request.deadline ?? usualDeadline }, mayBeJson);
  if (!("pieces" in answer)) throw failureOf(answer, aboutAsking(client, request));
  const found = await jsonPieces(answer);
  if ("pieces" in found) return found.pieces;
  throw failureOf(found.instead, aboutAsking(client, request));
}

export const aboutAsking = ({ http, auth }: JaegerClient, { path }: Pick<HttpRequest, "path">) => ({
  name: http.server.name,
  host: new URL(http.server.baseUrl).host,
  origin: new URL(http.server.baseUrl).origin,
  baseUrl: http.server.baseUrl,
  path,
  auth,
});
