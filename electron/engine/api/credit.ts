import type { FrameWriter } from "./api";

/** Waits until the reader takes a frame; false when it has gone instead. */
export function hasCredit(writer: Pick<FrameWriter<never>, "credit" | "onCredit" | "signal">): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = () => {
      if (writer.credit <= 0 && !writer.signal.aborted) return;
      writer.onCredit = undefined;
      writer.signal.removeEventListener("abort", settle);
      resolve(!writer.signal.aborted);
    };
    writer.onCredit = settle;
    writer.signal.addEventListener("abort", settle);
    settle();
  });
}
