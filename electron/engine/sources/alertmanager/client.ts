// One small function per endpoint of Alertmanager's API v2.
import type { z } from "zod";
import type { Auth } from "#shared/contract/connections";
import { AppError } from "#shared/model/failure";
import type { Milliseconds } from "#shared/units/time";
import type { HttpAnswer, HttpClient, HttpRequest } from "../http/http-client";
import { isJson } from "../http/status-failure";
import { parseJsonList } from "../json-list";
import { failureOf } from "./failures";
import {
  postedSilenceSchema,
  receiversSchema,
  type SilenceToPost,
  statusSchema,
  type WireAlert,
  type WireSilence,
  type WireStatus,
  wireAlertSchema,
  wireSilenceSchema,
} from "./wire";

export interface AlertmanagerClient {
  http: HttpClient;
  auth: Auth["kind"];
}

export interface Wait {
  signal: AbortSignal;
  deadline?: Milliseconds;
}

/** With what the server's clock showed, where it tells that. */
export async function status(client: AlertmanagerClient, wait: Wait): Promise<WireStatus & { dateMs?: number | undefined }> {
  const answer = await ask(client, { path: "/api/v2/status", ...wait });
  return { ...shape(client, statusSchema, parse(client, answer)), dateMs: answer.dateMs };
}

export async function receivers(client: AlertmanagerClient, wait: Wait): Promise<string[]> {
  const answer = await ask(client, { path: "/api/v2/receivers", ...wait });
  return shape(client, receiversSchema, parse(client, answer)).map(({ name }) => name);
}

/** All that have not ended: active, silenced, inhibited, and those that wait to be worked on; each as `toItem` makes it. */
export async function alerts<T>(
  client: AlertmanagerClient,
  { toItem, ...wait }: Wait & { toItem(alert: WireAlert): T },
): Promise<T[]> {
  const advice = "it knows more alerts than are read at once";
  return askList(client, { path: "/api/v2/alerts", adviceWhenTooLarge: advice, ...wait }, (json) =>
    toItem(shape(client, wireAlertSchema, json)),
  );
}

/** Those that expired in the last five days too: so long the server keeps them, unless it is told otherwise. */
export async function silences(client: AlertmanagerClient, wait: Wait): Promise<WireSilence[]> {
  return askList(client, { path: "/api/v2/silences", ...wait }, (json) => shape(client, wireSilenceSchema, json));
}

/** The new id: a change that says something else than before makes another silence and ends the old one. */
export async function postSilence(client: AlertmanagerClient, { silence, ...wait }: { silence: SilenceToPost } & Wait) {
  const answer = await ask(client, { path: "/api/v2/silences", send: { method: "POST", json: silence }, ...wait });
  return shape(client, postedSilenceSchema, parse(client, answer)).silenceID;
}

/** Ends it now; one that is over already stays so. */
export async function deleteSilence(client: AlertmanagerClient, { id, ...wait }: { id: string } & Wait): Promise<void> {
  await ask(client, { path: `/api/v2/silence/${encodeURIComponent(id)}`, send: { method: "DELETE" }, ...wait });
}

async function ask({ http, auth }: AlertmanagerClient, request: HttpRequest): Promise<HttpAnswer> {
  const answer = await http.request(request);
  if (answer.status >= 200 && answer.status < 300 && (isJson(answer.contentType) || answer.body === "")) return answer;
  const { host } = new URL(http.server.baseUrl);
  throw failureOf(answer, { name: http.server.name, host, path: request.path, auth });
}

async function askList<T>(client: AlertmanagerClient, request: HttpRequest, toItem: (json: unknown) => T): Promise<T[]> {
  const answer = await ask(client, request);
  try {
    return await parseJsonList(answer.body, toItem);
  } catch (error) {
    throw error instanceof SyntaxError ? brokenJson(client, answer, error) : error;
  }
}

function parse(client: AlertmanagerClient, answer: HttpAnswer): unknown {
  try {
    return JSON.parse(answer.body);
  } catch (error) {
    throw brokenJson(client, answer, error);
  }
}

// The parser's message quotes the body; whose answer it is and that it is broken is what helps.
const brokenJson = ({ http }: AlertmanagerClient, { status }: HttpAnswer, cause: unknown) =>
  new AppError(
    {
      kind: "not-that-server",
      say: `${http.server.name} answered with JSON that is broken or cut off (${status}).`,
      retry: true,
    },
    { cause },
  );

function shape<S extends z.ZodType>({ http }: AlertmanagerClient, schema: S, data: unknown): z.output<S> {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new AppError(
    { kind: "not-that-server", say: `${http.server.name} answered in a shape that Alertmanager's API does not have.` },
    { cause: parsed.error },
  );
}
