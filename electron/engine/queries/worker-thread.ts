// One thread that evaluates queries, one at a time. It is asked to stop through a number in shared memory, which it sees in the
// middle of an evaluation; one that does not look there in time is ended.
import { Worker } from "node:worker_threads";
import { AppError } from "#shared/model/failure";
import type { Selection } from "#shared/promql/storage";
import type { Milliseconds } from "#shared/units/time";
import type { Clock } from "../clock";
import type { StoreAnswer } from "../store/reading/pieces";
import type { Evaluated, Job } from "./evaluation";
import { createLabelNumbers, packAnswer } from "./packed-answer";
import { received } from "./sent-outcome";
import type { Stop } from "./stop";
import type { FromWorker, ToWorker } from "./worker-messages";

/** So long a query may go on after it was told to stop. */
const patience: Milliseconds = 50;
/** Of JavaScript's own memory; columns of samples lie outside it and are bounded by the number of samples. */
const usualHeapMb = 512;

export interface WorkerThread {
  readonly isAlive: boolean;
  plan(job: Job, stop: Stop): Promise<Selection[]>;
  /** The answer's columns are copied before this returns. */
  evaluate(job: Job, selections: Selection[], answer: StoreAnswer, stop: Stop): Promise<Evaluated>;
  end(): Promise<void>;
}

export interface WorkerThreadOptions {
  entry: URL;
  clock: Clock;
  heapMb?: number;
}

export function startWorkerThread({ entry, clock, heapMb = usualHeapMb }: WorkerThreadOptions): WorkerThread {
  // Nothing of the engine's command line is for it, as a debugger or a loader.
  const worker = new Worker(entry, { name: "queries", resourceLimits: { maxOldGenerationSizeMb: heapMb }, execArgv: [] });
  const labelNumbers = createLabelNumbers();
  let isAlive = true;
  let waiting: { resolve(message: FromWorker): void; reject(error: unknown): void } | undefined;
  // An idle thread does not keep the program running, as after `watchdeck query`.
  worker.unref();

  worker.on("message", (message: FromWorker) => {
    worker.unref();
    waiting?.resolve(message);
  });
  worker.on("error", (error) => die(whyItDied(error, heapMb)));
  worker.on("exit", () => die(new Error("the query worker ended by itself")));

  function die(error: unknown): void {
    isAlive = false;
    waiting?.reject(error);
  }

  /** Asks whatever it takes: what was packed for the thread has to get there, or its label numbers are others than ours. */
  async function ask(message: ToWorker, stop: Stop, transfer: ArrayBuffer[] = []): Promise<FromWorker> {
    let endPatience: (() => void) | undefined;
    const forget = stop.onStop(() => {
      Atomics.store(message.stop, 0, 1);
      endPatience = clock.setTimer(() => {
        isAlive = false;
        waiting?.reject(stop.failure());
        void worker.terminate();
      }, patience);
    });
    try {
      return await new Promise<FromWorker>((resolve, reject) => {
        waiting = { resolve, reject };
        worker.ref();
        worker.postMessage(message, transfer);
      });
    } catch (error) {
      throw stop.aborted ? stop.failure() : error;
    } finally {
      waiting = undefined;
      endPatience?.();
      forget();
    }
  }

  /** What it answers when all is well; else the failure that it tells, or why it stopped. */
  function unlessFailed<T extends FromWorker["t"]>(reply: FromWorker, kind: T, stop: Stop): Extract<FromWorker, { t: T }> {
    if (reply.t === "failed")
      throw reply.failure.kind === "cancelled" && stop.aborted ? stop.failure() : new AppError(reply.failure);
    if (reply.t === "bug") throw Object.assign(new Error(reply.message), { stack: reply.stack });
    if (reply.t !== kind) throw new Error(`the query worker answered ${reply.t} where ${kind} was asked`);
    return reply as Extract<FromWorker, { t: T }>;
  }

  const newStop = () => new Int32Array(new SharedArrayBuffer(4));

  return {
    get isAlive() {
      return isAlive;
    },
    async plan(job, stop) {
      if (stop.aborted) throw stop.failure();
      return unlessFailed(await ask({ t: "plan", job, stop: newStop() }, stop), "planned", stop).selections;
    },
    async evaluate(job, selections, answer, stop) {
      if (stop.aborted) throw stop.failure();
      const data = packAnswer(answer, labelNumbers);
      const message: ToWorker = { t: "evaluate", job, selections, data, stop: newStop() };
      const reply = unlessFailed(await ask(message, stop, [data.bytes]), "evaluated", stop);
      return { outcome: received(reply.outcome, labelNumbers.labels), warnings: reply.warnings, infos: reply.infos };
    },
    async end() {
      die(ending());
      await worker.terminate();
    },
  };
}

/** What a query is told that is under way, or comes, when the engine ends. */
export const ending = () =>
  new AppError({ kind: "cancelled", say: "The query was cancelled, because Watchdeck ends.", retry: true });

function whyItDied(error: Error, heapMb: number): Error {
  if ((error as NodeJS.ErrnoException).code !== "ERR_WORKER_OUT_OF_MEMORY") return error;
  const say = `The query needs more than the ${heapMb} MB of memory that one query may use; narrow its selectors or its time range.`;
  return new AppError({ kind: "refused", say }, { cause: error });
}
