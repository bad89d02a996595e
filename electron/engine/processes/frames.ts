// What one reader of the table is sent: what seldom changes about a process once, and again when it has changed.
import type { ProcessFrame, ProcessInfo } from "#shared/contract/processes";
import type { FrameWriter } from "../api/api";
import type { ProcessTable } from "./process-scan";

/** Makes the frames of one reader, in the order in which it gets them. */
function createFrames(): (table: ProcessTable) => ProcessFrame {
  // What the reader has: the infos of the frame before. Those of processes that were not in it it may have thrown away.
  let sent = new Map<number, ProcessInfo>();
  let isWhole = true;

  return ({ time, total, running, threads, pids, numbers, infos }) => {
    const fresh = infos.filter((info) => sent.get(info.pid) !== info);
    if (fresh.length > 0 || sent.size !== infos.length) sent = new Map(infos.map((info) => [info.pid, info]));
    const frame = { time, total, running, threads, isWhole, infos: fresh, pids, numbers };
    isWhole = false;
    return frame;
  };
}

/** Sends each table as credit allows; of those that a slow reader did not take, only the latest is worth having. */
export function createTableSender(writer: FrameWriter<ProcessFrame>): (table: ProcessTable) => void {
  const frameOf = createFrames();
  let unsent: ProcessTable | undefined;
  const send = () => {
    if (!unsent || writer.credit === 0) return;
    const table = unsent;
    unsent = undefined;
    writer.send(frameOf(table));
  };
  writer.onCredit = send;
  return (table) => {
    unsent = table;
    send();
  };
}
