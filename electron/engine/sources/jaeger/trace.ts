// One trace by its id, as the bytes that the server sends.
import { AppError } from "#shared/model/failure";
import { type EpochMs, hours } from "#shared/units/time";
import { mostTraceBytes, type Piece } from "../trace-answer";
import { askTraces, type JaegerApi, type JaegerClient, type Wait } from "./client";
import { inItsApi } from "./find-api";
import { type TimeSpan, traceParameters } from "./parameters";

export interface TraceAsked extends Wait {
  traceId: string;
  startMs?: EpochMs | undefined;
  endMs?: EpochMs | undefined;
}

export async function* trace(client: JaegerClient, asked: TraceAsked): AsyncGenerator<Piece> {
  yield* await inItsApi(client, asked, (api) => open(client, api, asked));
}

async function open(client: JaegerClient, api: JaegerApi, asked: TraceAsked): Promise<AsyncIterableIterator<Piece>> {
  const span = spanAround(asked);
  try {
    if (!span) return await ask(client, api, asked, undefined);
    // What is only about right must not hide a trace that is there.
    return await ask(client, api, asked, span).catch((error) => {
      if (isNotFound(error)) return ask(client, api, asked, undefined);
      throw error;
    });
  } catch (error) {
    if (!isNotFound(error)) throw error;
    const say = `${client.http.server.name} has no trace ${asked.traceId}: it has not come, or is older than what is kept there.`;
    throw new AppError({ kind: "not-found", say, retry: true }, { cause: error });
  }
}

function ask(client: JaegerClient, { version }: JaegerApi, asked: TraceAsked, span: TimeSpan | undefined) {
  const { signal, deadline } = asked;
  const id = withAllZeros(asked.traceId);
  const parameters = traceParameters[version](span);
  const path = version === "v3" ? `/api/v3/traces/${id}` : `/api/traces/${id}`;
  return askTraces(client, { path, parameters, mostBytes: mostTraceBytes, adviceWhenTooLarge, signal, deadline });
}

/** Nobody can look through so much, so there is nothing to be asked for instead. */
const adviceWhenTooLarge = "a trace of this size is not shown";

/** A trace goes on before and after the moment by which somebody knows of it: spans out of this time would be left out. */
function spanAround({ startMs, endMs }: TraceAsked): TimeSpan | undefined {
  const some = startMs ?? endMs;
  if (some === undefined) return undefined;
  return { startMs: (startMs ?? some) - hours(1), endMs: (endMs ?? some) + hours(1) };
}

/** Jaeger reads upper case and ids without their zeros, but what stands before or behind it may compare texts. */
const withAllZeros = (id: string): string => id.toLowerCase().padStart(id.length > 16 ? 32 : 16, "0");

const isNotFound = (error: unknown) => error instanceof AppError && error.failure.kind === "not-found";
