// One small function per endpoint of https://grafana.com/docs/loki/latest/reference/loki-http-api/
import type { z } from "zod";
import type { Auth } from "#shared/contract/connections";
import { AppError } from "#shared/model/failure";
import { type EpochMs, type Milliseconds, seconds } from "#shared/units/time";
import type { HttpAnswer, HttpClient, HttpRequest } from "../http/http-client";
import type { LogSpan } from "../log-source";
import { failureOf, openAnswer } from "./failures";
import { type Limits, readMostEntries } from "./limits";
import type { Direction } from "./to-entries";
import {
  buildInfoSchema,
  detectedFieldsSchema,
  indexStatsSchema,
  namesSchema,
  type QueryAnswer,
  queryAnswerSchema,
} from "./wire";

export interface LokiClient {
  http: HttpClient;
  auth: Auth["kind"];
  limits: Limits;
  /** What was seen of the server in its answers. */
  traits: { tellsLabelsApart: boolean };
}

export interface Wait {
  signal: AbortSignal;
  deadline?: Milliseconds;
}

/** A little more than the minute after which Loki gives up by itself: its own words say more. */
const usualDeadline = seconds(65);

/** A line may have tens of megabytes, and is of use all the same. Only its text is copied, so this much takes a tenth of a second. */
export const mostAnswerBytes = 64 * 1024 * 1024;

/** Asks for labels apart from what the query's parsers added to them. Servers that do not know it ignore it. */
export const encodingHeader = ["x-loki-response-encoding-flags", "categorize-labels"] as const;

const api = "/loki/api/v1";

export interface LinesAsked extends LogSpan, Wait {
  expr: string;
  direction: Direction;
  limit: number;
}

/** Lines from the start on and before the end, at most `limit`: the newest ones backward, the oldest ones forward. */
export async function queryLines(client: LokiClient, asked: LinesAsked): Promise<QueryAnswer> {
  const { expr, startNs, endNs, direction, limit, ...wait } = asked;
  const parameters = new URLSearchParams({ query: expr, start: whole(startNs), end: whole(endNs), direction });
  parameters.set("limit", String(limit));
  const adviceWhenTooLarge = "ask for fewer lines, or a shorter time";
  const answer = await askQuery(client, { path: `${api}/query_range`, parameters, adviceWhenTooLarge, ...wait }, expr);
  if (answer.data.resultType === "streams") {
    client.traits.tellsLabelsApart = answer.data.encodingFlags?.includes("categorize-labels") ?? false;
  }
  return answer;
}

export interface RangeAsked extends Wait {
  expr: string;
  start: EpochMs;
  end: EpochMs;
  step: Milliseconds;
}

export function queryRange(client: LokiClient, { expr, start, end, step, ...wait }: RangeAsked): Promise<QueryAnswer> {
  const parameters = new URLSearchParams({ query: expr, start: inNs(start), end: inNs(end), step: (step / 1000).toFixed(3) });
  return askQuery(client, { path: `${api}/query_range`, parameters, ...wait }, expr);
}

export function query(
  client: LokiClient,
  { expr, time, ...wait }: { expr: string; time?: EpochMs | undefined } & Wait,
): Promise<QueryAnswer> {
  const parameters = new URLSearchParams({ query: expr });
  if (time !== undefined) parameters.set("time", inNs(time));
  return askQuery(client, { path: `${api}/query`, parameters, ...wait }, expr);
}

export interface NamesAsked extends LogSpan, Wait {
  selector?: string | undefined;
}

export async function labelNames(client: LokiClient, asked: NamesAsked): Promise<string[]> {
  return askNames(client, `${api}/labels`, asked);
}

export async function labelValues(client: LokiClient, { label, ...asked }: { label: string } & NamesAsked): Promise<string[]> {
  return askNames(client, `${api}/label/${encodeURIComponent(label)}/values`, asked);
}

/** What the lines of a selector would take to read, as far as they are in the index already. */
export async function indexStats(client: LokiClient, { selector, ...asked }: NamesAsked & { selector: string }) {
  const { signal, deadline, startNs, endNs } = asked;
  const parameters = new URLSearchParams({ query: selector, start: whole(startNs), end: whole(endNs) });
  return shape(
    client,
    indexStatsSchema,
    await ask(client, { path: `${api}/index/stats`, parameters, signal, deadline }, selector),
  );
}

export async function detectedFields(client: LokiClient, { expr, startNs, endNs, signal, deadline }: FieldsAsked) {
  const parameters = new URLSearchParams({ query: expr, start: whole(startNs), end: whole(endNs) });
  const json = await ask(client, { path: `${api}/detected_fields`, parameters, signal, deadline }, expr);
  return shape(client, detectedFieldsSchema, json).fields ?? [];
}
type FieldsAsked = { expr: string } & LogSpan & Wait;

export async function buildInfo(client: LokiClient, wait: Wait): Promise<{ version?: string | null | undefined }> {
  return shape(client, buildInfoSchema, await ask(client, { path: `${api}/status/buildinfo`, ...wait }));
}

/** What the server says of itself: `ready`, or what it still waits for. */
export const ready = ({ http }: LokiClient, wait: Wait): Promise<HttpAnswer> => http.request({ path: "/ready", ...wait });

/** With the server's clock, where it tells it. */
export function plainLabels(client: LokiClient, { startNs, endNs, ...wait }: LogSpan & Wait): Promise<HttpAnswer> {
  return client.http.request({ path: `${api}/labels`, parameters: new URLSearchParams({ start: startNs, end: endNs }), ...wait });
}

export const readNames = (client: LokiClient, answer: HttpAnswer): string[] =>
  shape(client, namesSchema, openAnswer(answer, aboutAsking(client, `${api}/labels`))).data ?? [];

/** Address of the live tail, without the connection's headers. */
export function tailUrl({ http }: LokiClient, parameters: URLSearchParams): string {
  return `${http.server.baseUrl.replace(/^http/, "ws")}${api}/tail?${parameters}`;
}

export const tailRefusal = (client: LokiClient, answer: HttpAnswer, expr: string): AppError =>
  failureOf(answer, aboutAsking(client, `${api}/tail`, expr));

async function askNames(client: LokiClient, path: string, { selector, startNs, endNs, ...wait }: NamesAsked) {
  const parameters = new URLSearchParams({ start: whole(startNs), end: whole(endNs) });
  if (selector !== undefined) parameters.set("query", selector);
  return shape(client, namesSchema, await ask(client, { path, parameters, ...wait }, selector)).data ?? [];
}

async function askQuery(client: LokiClient, request: HttpRequest, expr: string): Promise<QueryAnswer> {
  const headers = [encodingHeader];
  return shape(
    client,
    queryAnswerSchema,
    await ask(client, { ...request, post: true, headers, mostBytes: mostAnswerBytes }, expr),
  );
}

async function ask(client: LokiClient, request: HttpRequest, expr?: string): Promise<unknown> {
  const answer = await client.http.request({ ...request, deadline: request.deadline ?? usualDeadline });
  if (answer.status === 400) learn(client.limits, answer.body);
  return openAnswer(answer, aboutAsking(client, request.path, expr));
}

function learn(limits: Limits, text: string): void {
  const most = readMostEntries(text);
  if (most === undefined || most < 1) return;
  limits.mostEntries = most;
  limits.isTold = true;
}

export const aboutAsking = ({ http, auth }: LokiClient, path: string, expr?: string) => ({
  name: http.server.name,
  host: new URL(http.server.baseUrl).host,
  path,
  auth,
  expr,
});

function shape<S extends z.ZodType>({ http }: LokiClient, schema: S, data: unknown): z.output<S> {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new AppError(
    { kind: "not-that-server", say: `${http.server.name} answered in a shape that Loki's API does not have.` },
    { cause: parsed.error },
  );
}

// Loki takes a number of ten digits or fewer for seconds, and guesses at others: nineteen are always nanoseconds.
const whole = (ns: string): string => ns.padStart(19, "0");
const inNs = (time: EpochMs): string => whole(`${Math.max(0, Math.round(time))}000000`);
