// All alerts of the console, wherever they come from, kept up to date by one stream for the whole window. The stream is open while
// something shows them, and starts anew with everything when it was away.
import { useSyncExternalStore } from "react";
import type { Bridge } from "#shared/contract/bridge";
import type { StreamFrame } from "#shared/contract/index";
import type { InboxAlert } from "#shared/model/alert";
import type { Failure } from "#shared/model/failure";
import { getBridge } from "../bridge/bridge";
import { keepStream, type Visibility } from "../bridge/keep-stream";
import { useAsk } from "../bridge/use-ask";
import { pageVisibility } from "../bridge/use-stream";

export interface Inbox {
  /** By id. */
  rows: ReadonlyMap<string, InboxAlert>;
  /** Nothing has come yet. */
  isLoading: boolean;
  /** Why nothing more comes; the rows are then what was known last. */
  failure: Failure | undefined;
}

export interface InboxStore {
  subscribe(run: () => void): () => void;
  read(): Inbox;
}

/** The rows after a frame of the stream. */
export function afterFrame(
  rows: ReadonlyMap<string, InboxAlert>,
  { isWhole, changed, removed }: StreamFrame<"alerts.watch">,
): ReadonlyMap<string, InboxAlert> {
  const next = new Map(isWhole ? [] : rows);
  for (const id of removed) next.delete(id);
  for (const alert of changed) next.set(alert.id, alert);
  return next;
}

export function createInboxStore(openBridge: () => Bridge, visibility: Visibility): InboxStore {
  const listeners = new Set<() => void>();
  let inbox: Inbox = { rows: new Map(), isLoading: true, failure: undefined };
  let stop: (() => void) | undefined;

  function change(changes: Partial<Inbox>): void {
    inbox = { ...inbox, ...changes };
    for (const run of [...listeners]) run();
  }

  const start = () =>
    keepStream({
      bridge: openBridge(),
      visibility,
      name: "alerts.watch",
      input: {},
      onFrame: (frame) => change({ rows: afterFrame(inbox.rows, frame), isLoading: false, failure: undefined }),
      onFailure: (failure) => change({ failure }),
    });

  return {
    subscribe(run) {
      listeners.add(run);
      stop ??= start();
      return () => {
        listeners.delete(run);
        if (listeners.size > 0) return;
        stop?.();
        stop = undefined;
      };
    },
    read: () => inbox,
  };
}

let store: InboxStore | undefined;
const theStore = (): InboxStore => {
  store ??= createInboxStore(getBridge, pageVisibility);
  return store;
};
const subscribe = (run: () => void) => theStore().subscribe(run);
const read = () => theStore().read();

const never = () => () => {};

/** Every alert that is pending, firing, or resolved a short while ago; follows every change while it is wanted. */
export const useInbox = (isWanted = true): Inbox => useSyncExternalStore(isWanted ? subscribe : never, read, read);

/** What all alerts come to. */
export const useAlertSummary = () => useAsk("alerts.summary", {});
