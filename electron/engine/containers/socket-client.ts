// HTTP over one unix socket: connections that are kept, a deadline for each request and a ceiling on each answer.
import type { Pool } from "undici";
import { type Milliseconds, seconds } from "#shared/units/time";
import type { Clock } from "../clock";
import { ServiceTrouble, troubleOf } from "./trouble";

export interface SocketAnswer {
  status: number;
  contentType: string;
  body: string;
}

export interface SocketClient {
  /** Whatever the status: only what never became an answer throws, and always ServiceTrouble. */
  get(path: string, deadline?: Milliseconds): Promise<SocketAnswer>;
  /** Breaks off what is under way. A later request connects anew. */
  close(): void;
}

/** A daemon that is well answers in milliseconds; one that has not after this long is stuck. */
export const usualDeadline: Milliseconds = seconds(3);

/** A thousand containers with long labels are two megabytes. Eight of the worst kind of JSON take two seconds to parse. */
const mostAnswerBytes = 8 * 1024 * 1024;

/** So many requests at once: a daemon takes a lock for each container, and there are other clients. */
export const mostAtOnce = 4;

export function createSocketClient({ socket, clock }: { socket: string; clock: Clock }): SocketClient {
  let pool: Promise<Pool> | undefined;
  /** It has answered on this pool, so a connection that is found closed may be one that the daemon gave up while it was idle. */
  let hasAnswered = false;

  async function get(path: string, deadline = usualDeadline): Promise<SocketAnswer> {
    try {
      return await getOnce(path, deadline);
    } catch (error) {
      if (!(error instanceof ServiceTrouble) || error.state !== "failing" || !hasAnswered) throw error;
      hasAnswered = false;
      return getOnce(path, deadline);
    }
  }

  async function getOnce(path: string, deadline: Milliseconds): Promise<SocketAnswer> {
    const controller = new AbortController();
    let isLate = false;
    const stopTimer = clock.setTimer(() => {
      isLate = true;
      controller.abort();
    }, deadline);
    try {
      pool ??= openPool(socket);
      // The host is not looked at over a unix socket, but HTTP wants one.
      const response = await (await pool).request({
        path,
        method: "GET",
        headers: { host: "localhost" },
        signal: controller.signal,
      });
      const parts: Buffer[] = [];
      let size = 0;
      for await (const part of response.body) {
        size += part.length;
        if (size > mostAnswerBytes) {
          controller.abort();
          throw new ServiceTrouble("failing", `The service sent more than ${mostAnswerBytes / 1024 / 1024} MiB in one answer.`);
        }
        parts.push(part);
      }
      hasAnswered = true;
      return {
        status: response.statusCode,
        contentType: String(response.headers["content-type"] ?? ""),
        body: Buffer.concat(parts).toString("utf8"),
      };
    } catch (error) {
      if (error instanceof ServiceTrouble) throw error;
      if (isLate) {
        throw new ServiceTrouble("hung", `The service did not answer within ${deadline / 1000} s.`, { cause: error });
      }
      throw troubleOf(error, socket);
    } finally {
      stopTimer();
    }
  }

  return {
    get,
    close() {
      const closing = pool;
      pool = undefined;
      hasAnswered = false;
      // What was under way has its own caller to tell; destroying itself cannot fail in a way that matters.
      closing?.then((opened) => opened.destroy()).catch(() => {});
    },
  };
}

/** The library is loaded with the first socket there is to ask: most machines have none, and it takes its megabytes. */
const openPool = async (socket: string): Promise<Pool> =>
  new (await import("undici")).Pool("http://localhost", {
    connections: mostAtOnce,
    pipelining: 1,
    // Longer than the ten seconds between two looks, so that looking does not mean connecting.
    keepAliveTimeout: seconds(30),
    // The request's own deadline governs.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { socketPath: socket, timeout: usualDeadline },
  });
