// The stream of the inbox to one window: everything at first, then what changed, as fast as the window reads and no faster than
// once a second.
import type { StreamFrame } from "#shared/contract/index";
import { type Milliseconds, seconds } from "#shared/units/time";
import type { FrameWriter } from "../api/api";
import type { Clock } from "../clock";
import type { Inbox } from "./inbox";

const least: Milliseconds = seconds(1);

export function sendInbox(
  { inbox, clock }: { inbox: Pick<Inbox, "list" | "get" | "onChange">; clock: Clock },
  writer: FrameWriter<StreamFrame<"alerts.watch">>,
): void {
  if (writer.signal.aborted) return;
  let isWhole = true;
  /** Ids of rows that changed or went since the last frame. */
  let news = new Set<string>();
  let sentAt: Milliseconds = Number.NEGATIVE_INFINITY;
  let cancelTimer: (() => void) | undefined;

  function send(): void {
    if (writer.signal.aborted || writer.credit === 0 || (!isWhole && news.size === 0)) return;
    const wait = least - (clock.monotonic() - sentAt);
    if (wait > 0) {
      cancelTimer ??= clock.setTimer(() => {
        cancelTimer = undefined;
        send();
      }, wait);
      return;
    }
    const ids = news;
    const isFirst = isWhole;
    news = new Set();
    isWhole = false;
    sentAt = clock.monotonic();
    const rows = isFirst ? inbox.list() : [...ids].flatMap((id) => inbox.get(id) ?? []);
    const removed = isFirst ? [] : [...ids].filter((id) => !inbox.get(id));
    writer.send({ isWhole: isFirst, changed: rows, removed });
  }

  const stop = inbox.onChange((changed, removed) => {
    for (const { id } of changed) news.add(id);
    for (const { id } of removed) news.add(id);
    send();
  });
  writer.onCredit = send;
  writer.signal.addEventListener(
    "abort",
    () => {
      stop();
      cancelTimer?.();
    },
    { once: true },
  );
  send();
}
