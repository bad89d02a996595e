// One small function per endpoint of https://prometheus.io/docs/prometheus/latest/querying/api/
import { setImmediate } from "node:timers/promises";
import type { z } from "zod";
import type { Auth } from "#shared/contract/connections";
import { AppError } from "#shared/model/failure";
import type { EpochMs, Milliseconds } from "#shared/units/time";
import type { HttpClient, HttpRequest } from "../http/http-client";
import type { Selecting } from "../source";
import { openEnvelope } from "./failures";
import { configSchema, ruleGroupSchema, rulesSchema, type WireRuleGroup } from "./rules-wire";
import {
  type BuildInfo,
  buildInfoSchema,
  type Envelope,
  metadataSchema,
  namesSchema,
  type QueryData,
  queryDataSchema,
} from "./wire";

export interface PrometheusClient {
  http: HttpClient;
  auth: Auth["kind"];
}

interface Wait {
  signal: AbortSignal;
  deadline?: Milliseconds;
}

export interface QueryAnswer {
  data: QueryData;
  warnings: string[];
  infos: string[];
}

export function query(
  client: PrometheusClient,
  { expr, time, ...wait }: { expr: string; time?: EpochMs } & Wait,
): Promise<QueryAnswer> {
  const parameters = new URLSearchParams({ query: expr });
  if (time !== undefined) parameters.set("time", inSeconds(time));
  return askQuery(client, { path: "/api/v1/query", parameters, ...wait }, expr);
}

export function queryRange(
  client: PrometheusClient,
  { expr, start, end, step, ...wait }: { expr: string; start: EpochMs; end: EpochMs; step: Milliseconds } & Wait,
): Promise<QueryAnswer> {
  const parameters = new URLSearchParams({ query: expr, start: inSeconds(start), end: inSeconds(end), step: inSeconds(step) });
  return askQuery(client, { path: "/api/v1/query_range", parameters, ...wait }, expr);
}

export async function labelNames(client: PrometheusClient, asked: Selecting & Wait): Promise<string[]> {
  const { signal, deadline } = asked;
  const { data } = await ask(client, { path: "/api/v1/labels", parameters: selecting(asked), post: true, signal, deadline });
  return shape(client, namesSchema, data) ?? [];
}

/** At most about `limit`: servers before 2.51 send them all the same. This endpoint knows no POST. */
export async function labelValues(
  client: PrometheusClient,
  { label, limit, signal, deadline, ...asked }: { label: string; limit: number } & Selecting & Wait,
): Promise<string[]> {
  const parameters = selecting(asked);
  parameters.set("limit", String(limit));
  const path = `/api/v1/label/${encodeURIComponent(escapeLabelName(label))}/values`;
  const { data } = await ask(client, { path, parameters, signal, deadline });
  return shape(client, namesSchema, data) ?? [];
}

export async function metadata(client: PrometheusClient, wait: Wait) {
  const { data } = await ask(client, { path: "/api/v1/metadata", ...wait });
  return shape(client, metadataSchema, data) ?? {};
}

/** https://prometheus.io/docs/prometheus/latest/querying/api/#querying-exemplars */
export async function queryExemplars(
  client: PrometheusClient,
  { expr, start, end, ...wait }: { expr: string; start: EpochMs; end: EpochMs } & Wait,
): Promise<unknown> {
  const parameters = new URLSearchParams({ query: expr, start: inSeconds(start), end: inSeconds(end) });
  const { data } = await ask(client, { path: "/api/v1/query_exemplars", parameters, post: true, ...wait }, expr);
  return data;
}

export async function buildInfo(client: PrometheusClient, wait: Wait): Promise<BuildInfo> {
  const { data } = await ask(client, { path: "/api/v1/status/buildinfo", ...wait });
  return shape(client, buildInfoSchema, data);
}

/** Alerting rules with their alerts, each group as `toItems` makes it. Servers before 2.0 do not know the restriction, and send recording rules too. */
export async function alertingRules<T>(
  client: PrometheusClient,
  { toItems, ...wait }: Wait & { toItems(group: WireRuleGroup): T[] },
): Promise<T[]> {
  const { data } = await ask(client, { path: "/api/v1/rules", parameters: new URLSearchParams({ type: "alert" }), ...wait });
  const items: T[] = [];
  for (const group of shape(client, rulesSchema, data).groups ?? []) {
    await setImmediate();
    items.push(...toItems(shape(client, ruleGroupSchema, group)));
  }
  return items;
}

/** The configuration as the server has it, secrets blotted out by itself. */
export async function config(client: PrometheusClient, wait: Wait): Promise<string> {
  const { data } = await ask(client, { path: "/api/v1/status/config", ...wait });
  return shape(client, configSchema, data).yaml;
}

async function askQuery(client: PrometheusClient, request: HttpRequest, expr: string): Promise<QueryAnswer> {
  const { data, warnings, infos } = await ask(client, { ...request, post: true }, expr);
  return { data: shape(client, queryDataSchema, data), warnings: warnings ?? [], infos: infos ?? [] };
}

async function ask({ http, auth }: PrometheusClient, request: HttpRequest, expr?: string): Promise<Envelope> {
  const answer = await http.request(request);
  const { host } = new URL(http.server.baseUrl);
  return openEnvelope(answer, { name: http.server.name, host, path: request.path, auth, expr });
}

function shape<S extends z.ZodType>({ http }: PrometheusClient, schema: S, data: unknown): z.output<S> {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new AppError(
    { kind: "not-that-server", say: `${http.server.name} answered in a shape that Prometheus's API does not have.` },
    { cause: parsed.error },
  );
}

/** The endpoint is not there, or does not know what it was asked. */
export const isMissing = ({ failure: { kind } }: AppError): boolean =>
  kind === "not-found" || kind === "not-that-server" || kind === "not-supported" || kind === "bad-request";

/** Seconds with milliseconds after the point, as the API takes times and steps. */
const inSeconds = (time: EpochMs | Milliseconds) => (time / 1000).toFixed(3);

function selecting({ metric, matcher, start, end }: Selecting): URLSearchParams {
  const parameters = new URLSearchParams();
  if (matcher !== undefined) parameters.set("match[]", matcher);
  if (start !== undefined) parameters.set("start", inSeconds(start));
  if (end !== undefined) parameters.set("end", inSeconds(end));
  // By the label and not by the bare name: any name can be written that way.
  if (metric !== undefined) parameters.set("match[]", `{__name__=${JSON.stringify(metric)}}`);
  return parameters;
}

/**
 * In a path, a label name with other characters than letters, digits and underscores is written `U__…`:
 * https://prometheus.io/docs/specs/escaping_schemes/ (servers before 3.0 have no such labels).
 */
export function escapeLabelName(name: string): string {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return name;
  let escaped = "U__";
  for (const [index, character] of [...name].entries()) {
    if (character === "_") escaped += "__";
    else if (/[A-Za-z]/.test(character) || (index > 0 && /[0-9]/.test(character))) escaped += character;
    else escaped += `_${character.codePointAt(0)?.toString(16)}_`;
  }
  return escaped;
}
