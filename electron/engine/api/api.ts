// The engine's end of the protocol: handlers by name, one check of every input for all transports, and sessions, one per
// window. A transport has already refused foreign frames and origins before it hands a port over.

import { z } from "zod";
import {
  type CallName,
  type CallOutput,
  type CallRequest,
  calls,
  type EventName,
  type EventValue,
  isCallName,
  isEventName,
  isStreamName,
  type StreamFrame,
  type StreamName,
  type StreamRequest,
  streams,
} from "#shared/contract/index";
import { type Port, type Reply, type ToEngine, type ToWindow, toEngineSchema } from "#shared/contract/wire";
import { AppError, type Failure, toFailure } from "#shared/model/failure";
import type { Log } from "../log";

export interface CallContext {
  /** Aborted when the caller cancels or its window goes away. */
  signal: AbortSignal;
  /** Which window asks; the same for all of its calls until it disconnects. */
  session: string;
}

/** The sending end of one open stream. */
export interface FrameWriter<Frame> {
  /** How many frames the reader takes now. At 0, keep what is new and send it together later. */
  readonly credit: number;
  /** Sends one frame and uses one credit; without credit it throws, because that is a bug of the sender. */
  send(frame: Frame): void;
  /** Everything was sent: the reader is told, and the stream is over. */
  end(): void;
  /** Called whenever the reader granted more. */
  onCredit: (() => void) | undefined;
  /** Aborted when the reader closes the stream or its window goes away. */
  signal: AbortSignal;
}

type CallHandler = (input: unknown, context: CallContext) => Promise<Reply<unknown>>;
type StreamHandler = (input: unknown, writer: FrameWriter<unknown>) => Promise<void>;

export interface Api {
  /** Registers the one handler of a call. It throws AppErrors for expected trouble; anything else is a bug and is logged. */
  answer<N extends CallName>(
    name: N,
    run: (input: CallRequest<N>, context: CallContext) => Promise<CallOutput<N>> | CallOutput<N>,
  ): void;
  /** Registers the one handler of a stream. It may return at once and go on sending until `writer.signal` is aborted; a rejection ends it. */
  stream<N extends StreamName>(
    name: N,
    run: (input: StreamRequest<N>, writer: FrameWriter<StreamFrame<N>>) => Promise<void> | void,
  ): void;
  /** Sends an event to every window that listens for it. */
  publish<N extends EventName>(name: N, value: EventValue<N>): void;
  /** Sends an event to one window only, and says whether that window was there and listens. */
  publishTo<N extends EventName>(session: string, name: N, value: EventValue<N>): boolean;
  /** Whether anybody listens, so that work for nobody can be left undone. */
  hasListeners(name: EventName): boolean;
  /** Called with a session's id when its window has gone. */
  onSessionEnd(run: (session: string) => void): void;
  /** Speaks the protocol on a port until it closes. */
  serve(port: Port<ToWindow, ToEngine>): void;
  /** Runs one call without a window, as the command line does. */
  run<N extends CallName>(name: N, input: unknown, signal?: AbortSignal): Promise<Reply<CallOutput<N>>>;
  /** Names in the contract that have no handler; empty once the engine is composed. */
  missing(): string[];
}

interface Session {
  id: string;
  port: Port<ToWindow, ToEngine>;
  listening: Set<string>;
}

export function createApi(log: Log): Api {
  const callHandlers = new Map<string, CallHandler>();
  const streamHandlers = new Map<string, StreamHandler>();
  const sessions = new Map<string, Session>();
  const sessionEnds: ((session: string) => void)[] = [];
  let sessionCount = 0;

  function failureOf(what: string, error: unknown): Failure {
    const failure = toFailure(error);
    if (failure.kind === "internal") log.error(`${what} failed`, error);
    return failure;
  }

  function refuse(name: string, error: z.ZodError): Failure {
    return { kind: "bad-request", say: sayWhatIsWrong(name, error), retry: false };
  }

  const api: Api = {
    answer(name, run) {
      if (callHandlers.has(name)) throw new Error(`two handlers for the call ${name}`);
      callHandlers.set(name, async (raw, context) => {
        const input = calls[name].input.safeParse(raw);
        if (!input.success) return { ok: false, failure: refuse(name, input.error) };
        try {
          return { ok: true, value: await run(input.data as CallRequest<typeof name>, context) };
        } catch (error) {
          return { ok: false, failure: failureOf(name, error) };
        }
      });
    },

    stream(name, run) {
      if (streamHandlers.has(name)) throw new Error(`two handlers for the stream ${name}`);
      streamHandlers.set(name, async (raw, writer) => {
        const input = streams[name].input.safeParse(raw);
        if (!input.success) throw new AppError(refuse(name, input.error));
        await run(input.data as StreamRequest<typeof name>, writer as FrameWriter<StreamFrame<typeof name>>);
      });
    },

    publish(name, value) {
      for (const session of sessions.values()) {
        if (session.listening.has(name)) session.port.send({ t: "event", name, value });
      }
    },

    publishTo(sessionId, name, value) {
      const session = sessions.get(sessionId);
      if (!session?.listening.has(name)) return false;
      session.port.send({ t: "event", name, value });
      return true;
    },

    hasListeners: (name) => [...sessions.values()].some((session) => session.listening.has(name)),
    onSessionEnd: (run) => sessionEnds.push(run),

    serve(port) {
      const id = `window-${++sessionCount}`;
      const session: Session = { id, port, listening: new Set() };
      sessions.set(id, session);
      const running = new Map<number, AbortController>();
      const grants = new Map<number, (credit: number) => void>();

      port.onMessage = (raw) => {
        const message = toEngineSchema.safeParse(raw);
        if (!message.success) {
          log.warn(`a window sent what the protocol does not know: ${z.prettifyError(message.error)}`);
          return;
        }
        receive(message.data);
      };
      port.onClose = () => {
        if (!sessions.delete(id)) return;
        for (const controller of running.values()) controller.abort();
        for (const run of sessionEnds) run(id);
      };

      /** Two under one number: the window could end only the second, and the first would go on after the window has gone. */
      function isTaken(number: number): boolean {
        if (running.has(number)) log.warn(`a window used the number ${number} twice: what came second was left undone`);
        return running.has(number);
      }

      function receive(message: ToEngine): void {
        // What was on its way when the window went has nobody left to end it.
        if (!sessions.has(id)) return;
        switch (message.t) {
          case "call":
            if (!isTaken(message.id)) void call(message.id, message.name, message.input);
            return;
          case "cancel":
          case "close":
            running.get(message.id)?.abort();
            return;
          case "listen":
            if (isEventName(message.name)) session.listening.add(message.name);
            return;
          case "unlisten":
            session.listening.delete(message.name);
            return;
          case "open":
            if (!isTaken(message.id)) void open(message.id, message.name, message.input, message.credit);
            return;
          case "grant":
            grants.get(message.id)?.(message.credit);
            return;
        }
      }

      async function call(callId: number, name: string, input: unknown): Promise<void> {
        const handler = isCallName(name) ? callHandlers.get(name) : undefined;
        if (!handler) {
          port.send({ t: "reply", id: callId, reply: { ok: false, failure: unknownName("call", name) } });
          return;
        }
        const controller = new AbortController();
        running.set(callId, controller);
        const reply = await handler(input, { signal: controller.signal, session: id });
        running.delete(callId);
        // A cancelled caller has its answer already.
        if (!controller.signal.aborted) port.send({ t: "reply", id: callId, reply });
      }

      async function open(streamId: number, name: string, input: unknown, credit: number): Promise<void> {
        const handler = isStreamName(name) ? streamHandlers.get(name) : undefined;
        if (!handler) {
          port.send({ t: "end", id: streamId, failure: unknownName("stream", name) });
          return;
        }
        const controller = new AbortController();
        let left = credit;
        const writer: FrameWriter<unknown> = {
          get credit() {
            return left;
          },
          send(frame) {
            if (controller.signal.aborted) return;
            if (left <= 0) throw new Error(`${name} sent a frame without credit`);
            left--;
            port.send({ t: "frame", id: streamId, frame });
          },
          end() {
            if (!controller.signal.aborted) port.send({ t: "end", id: streamId });
            controller.abort();
          },
          onCredit: undefined,
          signal: controller.signal,
        };
        running.set(streamId, controller);
        grants.set(streamId, (more) => {
          left = Math.min(left + more, 1000);
          writer.onCredit?.();
        });
        controller.signal.addEventListener("abort", () => {
          running.delete(streamId);
          grants.delete(streamId);
        });
        try {
          await handler(input, writer);
        } catch (error) {
          const failure = failureOf(name, error);
          if (!controller.signal.aborted) port.send({ t: "end", id: streamId, failure });
          controller.abort();
        }
      }
    },

    async run(name, input, signal = new AbortController().signal) {
      const handler = callHandlers.get(name);
      if (!handler) return { ok: false, failure: unknownName("call", name) };
      return (await handler(input, { signal, session: "command line" })) as Reply<CallOutput<typeof name>>;
    },

    missing: () => [
      ...Object.keys(calls).filter((name) => !callHandlers.has(name)),
      ...Object.keys(streams).filter((name) => !streamHandlers.has(name)),
    ],
  };
  return api;
}

const unknownName = (what: string, name: string): Failure => ({
  kind: "bad-request",
  say: `There is no ${what} named ${JSON.stringify(name.slice(0, 100))}.`,
  retry: false,
});

/** One sentence per wrong field; a message written for users in the contract is shown as it stands. */
function sayWhatIsWrong(name: string, error: z.ZodError): string {
  const issues = error.issues.slice(0, 3).map((issue) => `${issue.path.join(".") || "input"}: ${issue.message}`);
  return `${name} was refused: ${issues.join("; ")}.`;
}
