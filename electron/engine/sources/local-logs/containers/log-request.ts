// The logs of one container over the socket of its service, for as long as somebody reads them.
import type { IncomingMessage } from "node:http";
import { AppError } from "#shared/model/failure";
import { type Milliseconds, seconds } from "#shared/units/time";
import type { Clock } from "../../../clock";
import { troubleOf } from "../../../containers/trouble";
import type { Instant } from "../reader";
import { type ContainerLine, createLogFrames } from "./log-frames";

export interface LogRequest {
  socket: string;
  /** Of the API: "1.47". */
  api: string;
  id: string;
  /** Both with the times themselves. */
  since?: Instant | undefined;
  until?: Instant | undefined;
  /** Only the last so many. */
  last?: number | undefined;
  follows?: boolean;
  signal: AbortSignal;
  clock: Clock;
  onBytes?(count: number): void;
}

/** Docker reads a long log from its beginning until it comes to what was asked. */
const firstAnswerWithin: Milliseconds = seconds(30);

export async function* containerLines(request: LogRequest): AsyncGenerator<ContainerLine[]> {
  const { socket, signal } = request;
  const response = await responseTo(request).catch((error: unknown) => {
    if (signal.aborted || error instanceof AppError) throw error;
    throw new AppError({ kind: "unreachable", say: troubleOf(error, socket).reason, retry: true }, { cause: error });
  });
  try {
    if (response.statusCode !== 200) throw await refusalOf(response);
    const frames = createLogFrames();
    for await (const chunk of response as AsyncIterable<Buffer>) {
      request.onBytes?.(chunk.length);
      const lines = frames.push(chunk);
      if (lines.length > 0) yield lines;
    }
    const rest = frames.rest();
    if (rest.length > 0) yield rest;
  } finally {
    response.destroy();
  }
}

async function responseTo({ socket, signal, clock, ...request }: LogRequest): Promise<IncomingMessage> {
  const http = await import("node:http");
  return new Promise((resolve, reject) => {
    const asked = http.request({
      socketPath: socket,
      path: pathOf(request),
      headers: { host: "localhost" },
      signal,
      agent: false,
    });
    const cancel = clock.setTimer(() => {
      asked.destroy(
        new AppError({
          kind: "timeout",
          say: `The service behind ${socket} did not begin to answer within ${firstAnswerWithin / 1000} s.`,
          retry: true,
        }),
      );
    }, firstAnswerWithin);
    asked.once("response", (response) => {
      cancel();
      resolve(response);
    });
    asked.once("error", (error) => {
      cancel();
      reject(error);
    });
    asked.end();
  });
}

function pathOf({ api, id, since, until, last, follows }: Omit<LogRequest, "socket" | "signal" | "clock">): string {
  const words = ["stdout=1", "stderr=1", "timestamps=1"];
  if (since) words.push(`since=${secondsOf(since)}`);
  if (until) words.push(`until=${secondsOf(until)}`);
  if (last !== undefined) words.push(`tail=${last}`);
  if (follows) words.push("follow=1");
  return `/v${api}/containers/${id}/logs?${words.join("&")}`;
}

/** `1763719200.000000001` */
function secondsOf({ ms, ns }: Instant): string {
  const whole = Math.max(0, Math.floor(ms));
  return `${Math.floor(whole / 1000)}.${String(whole % 1000).padStart(3, "0")}${String(ns).padStart(6, "0")}`;
}

/** The service's own words: `{"message": "configured logging driver does not support reading"}`. */
async function refusalOf(response: IncomingMessage): Promise<AppError> {
  let body = "";
  for await (const chunk of response as AsyncIterable<Buffer>) {
    body += chunk.toString("utf8");
    if (body.length > 4096) break;
  }
  const message = /"message"\s*:\s*"((?:[^"\\]|\\.){1,300})"/.exec(body)?.[1];
  const say = message ? `it says: ${message}` : `it answered ${response.statusCode}`;
  return new AppError({ kind: response.statusCode === 404 ? "not-found" : "server-error", say });
}
