// The entry of the thread that evaluates heavy queries: a bundle of its own, small because each such thread reads it anew.
import { parentPort } from "node:worker_threads";
import { AppError } from "#shared/model/failure";
import type { Labels } from "#shared/model/labels";
import { evaluate, planOf } from "./evaluation";
import { unpackAnswer } from "./packed-answer";
import { prefetched } from "./prefetched";
import { sendable } from "./sent-outcome";
import type { FromWorker, ToWorker } from "./worker-messages";

const labels: Labels[] = [];
const numbers = new Map<Labels, number>();

function answer(message: ToWorker): { reply: FromWorker; transfer: ArrayBuffer[] } {
  if (message.t === "plan") return { reply: { t: "planned", selections: planOf(message.job) }, transfer: [] };
  const { job, selections, data, stop } = message;
  for (const each of data.newLabels) numbers.set(each, labels.push(each) - 1);
  const storage = prefetched(
    selections,
    unpackAnswer(data, (number) => labels[number] as Labels),
  );
  const signal = {
    get aborted() {
      return Atomics.load(stop, 0) !== 0;
    },
  };
  const { outcome, warnings, infos } = evaluate(job, storage, signal);
  const { sent, transfer } = sendable(outcome, (each) => numbers.get(each) ?? each);
  return { reply: { t: "evaluated", outcome: sent, warnings, infos }, transfer };
}

parentPort?.on("message", (message: ToWorker) => {
  try {
    const { reply, transfer } = answer(message);
    parentPort?.postMessage(reply, transfer);
  } catch (error) {
    parentPort?.postMessage(told(error));
  }
});

function told(error: unknown): FromWorker {
  if (error instanceof AppError) return { t: "failed", failure: error.failure };
  const { message, stack = "" } = error instanceof Error ? error : new Error(String(error));
  return { t: "bug", message, stack };
}
