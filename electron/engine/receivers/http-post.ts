// One message to one address by HTTP: with a deadline, without following redirects, and without believing more of the answer
// than its status and its first 64 kB.
import type { Agent, Response } from "undici";
import { AppError } from "#shared/model/failure";
import { seconds } from "#shared/units/time";
import type { Clock } from "../clock";
import { networkFailure } from "../sources/http/network-failure";

export interface HttpTarget {
  /** As the user knows it, for sentences. */
  name: string;
  ca?: string;
  skipVerify: boolean;
  clock: Clock;
}

export interface HttpMessage {
  url: string;
  headers: readonly (readonly [name: string, value: string])[];
  body: string;
}

export interface HttpAnswer {
  status: number;
  /** What the far side wants to wait, in ms. */
  retryAfterMs: number | undefined;
  /** Not more than its beginning. */
  body: string;
}

export interface HttpPoster {
  /** Whatever the status, but for redirects, which throw as what never became an answer does. */
  post(message: HttpMessage, signal: AbortSignal): Promise<HttpAnswer>;
  /** Lets messages under way end first. */
  close(): Promise<void>;
}

const deadline = seconds(30);
/** The status has come; what follows is for the words only. */
const bodyDeadline = seconds(5);
const mostAnswerBytes = 64 * 1024;

export function createHttpPoster(target: HttpTarget): HttpPoster {
  const { name, clock } = target;
  let agent: Agent | undefined;

  async function connect() {
    // Loaded for the first message: it is 4 MB of heap.
    const { Agent, fetch } = await import("undici");
    agent ??= new Agent({
      connect: { timeout: seconds(10), rejectUnauthorized: !target.skipVerify, ...(target.ca ? { ca: target.ca } : {}) },
      // The message's own deadline governs.
      headersTimeout: 0,
      bodyTimeout: 0,
      connections: 8,
      keepAliveTimeout: seconds(4),
    });
    return { fetch, dispatcher: agent };
  }

  return {
    async post({ url, headers, body }, signal) {
      signal.throwIfAborted();
      const controller = new AbortController();
      let isLate = false;
      const cancel = () => controller.abort();
      const stopTimer = clock.setTimer(() => {
        isLate = true;
        controller.abort();
      }, deadline);
      signal.addEventListener("abort", cancel, { once: true });
      try {
        const { fetch, dispatcher } = await connect();
        const response = await fetch(url, {
          method: "POST",
          headers: [
            ["content-type", "application/json"],
            ["user-agent", "Watchdeck"],
            ...headers.map(([n, v]): [string, string] => [n, v]),
          ],
          body,
          redirect: "manual",
          dispatcher,
          signal: controller.signal,
        });
        if (isRedirect(response.status)) {
          await response.body?.cancel();
          throw redirected(name, url, response);
        }
        return {
          status: response.status,
          retryAfterMs: readRetryAfter(response.headers.get("retry-after"), clock.now()),
          body: await readStart(response, clock.setTimer(cancel, bodyDeadline)),
        };
      } catch (error) {
        if (error instanceof AppError) throw error;
        if (isLate) {
          const say = `${name} did not answer within ${deadline / 1000} s`;
          throw new AppError({ kind: "timeout", say, retry: true }, { cause: error });
        }
        if (signal.aborted) throw new AppError({ kind: "cancelled", say: "Cancelled.", retry: true }, { cause: error });
        const { ca, skipVerify } = target;
        throw await networkFailure(
          { name, baseUrl: url, headers: [], skipVerify, clock, ...(ca !== undefined && { ca }) },
          error,
        );
      } finally {
        stopTimer();
        signal.removeEventListener("abort", cancel);
      }
    },

    close: async () => agent?.close(),
  };
}

/** The status is the answer; what follows it is for the words only, so one that breaks off or never ends is cut. */
async function readStart(response: Response, stopTimer: () => void): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of response.body ?? []) {
      const bytes: Uint8Array = part;
      parts.push(bytes.subarray(0, mostAnswerBytes - size));
      size += bytes.byteLength;
      if (size >= mostAnswerBytes) break;
    }
  } catch {
    // Broken off: what came so far will do.
  } finally {
    stopTimer();
  }
  return Buffer.concat(parts).toString("utf8");
}

/** Sending the message on would hand it, and the credentials in its headers or its address, to somebody else. */
function redirected(name: string, from: string, response: Response): AppError {
  const location = response.headers.get("location") ?? "";
  const to = URL.canParse(location, from) ? new URL(location, from) : undefined;
  const where = !to ? "" : to.origin === new URL(from).origin ? " to another path" : ` to ${to.origin}`;
  return new AppError({
    kind: "not-that-server",
    say: `${name} redirects${where} (${response.status}), and messages are not sent after a redirect: give the address that answers by itself`,
  });
}

/** Seconds, or a date. https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
export function readRetryAfter(text: string | null, now: number): number | undefined {
  if (text === null) return undefined;
  if (/^\d{1,9}$/.test(text.trim())) return Number(text.trim()) * 1000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

const isRedirect = (status: number) => status >= 300 && status < 400 && status !== 304;
