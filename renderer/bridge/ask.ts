import type { Bridge } from "#shared/contract/bridge";
import type { CallInput, CallName, CallOutput } from "#shared/contract/index";
import { AppError } from "#shared/model/failure";
import { seconds } from "#shared/units/time";
import { getBridge } from "./bridge";

/** A page asks before its link is up, and right after it broke: so long a call waits for the link before it fails. */
const linkDeadline = seconds(10);

/** Asks the engine one question: its answer, or an AppError with the failure inside. An abort cancels it in the engine too. */
export async function ask<N extends CallName>(
  name: N,
  input: CallInput<N>,
  { signal }: { signal?: AbortSignal } = {},
): Promise<CallOutput<N>> {
  const bridge = getBridge();
  await linkIsUp(bridge, signal);
  if (signal?.aborted) throw cancelled();
  const call = bridge.call(name, input);
  const cancel = () => call.cancel();
  signal?.addEventListener("abort", cancel, { once: true });
  try {
    const reply = await call.reply;
    if (reply.ok) return reply.value;
    throw new AppError(reply.failure);
  } finally {
    signal?.removeEventListener("abort", cancel);
  }
}

const cancelled = () => new AppError({ kind: "cancelled", say: "Cancelled.", retry: true });

/** Resolves once connected, aborted, or after the deadline, when the call that follows fails with the right words. */
function linkIsUp(bridge: Bridge, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    let isDone = false;
    let stopListening: (() => void) | undefined;
    const done = (failure?: AppError) => {
      isDone = true;
      stopListening?.();
      clearTimeout(timer);
      signal?.removeEventListener("abort", aborted);
      if (failure) reject(failure);
      else resolve();
    };
    const aborted = () => done();
    const timer = setTimeout(() => done(), linkDeadline);
    signal?.addEventListener("abort", aborted, { once: true });
    stopListening = bridge.onLink((state) => {
      if (isDone || state === "connecting") return;
      done(state === "refused" ? new AppError(noKey) : undefined);
    });
    // `onLink` reports the present state at once, before it has returned the way to stop it.
    if (isDone) stopListening();
  });
}

const noKey = {
  kind: "unauthorized",
  say: "This page was opened without the console's key; open the whole address that `watchdeck serve` printed.",
} as const;
