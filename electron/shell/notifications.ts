import type { Notice } from "#shared/contract/notifications";
import type { Log } from "../engine/log";
import type { NoticeEvent, NoticeOutcome } from "../engine/notify/notifier";
import type { EngineHost } from "./engine-host";
import { createElectronBoard } from "./notices/electron-board";
import { createFreedesktopBoard } from "./notices/freedesktop-board";
import type { NoticeBoard, NoticeListener } from "./notices/notice-board";
import { createNotificationService, sessionBusAddress } from "./notices/notification-service";

/** Notices whose showing an engine that was started anew may ask for. */
const remembered = 1000;

/** Raises native notifications for the engine. They outlive it: what is on the screen can still be replaced after it died. */
export function setUpNotifications(host: EngineHost, { log, showWindow }: { log: Log; showWindow(): void }): void {
  const shown = new Set<string>();
  const underWay = new Map<string, Promise<void>>();
  const tell = (event: NoticeEvent) => host.post({ t: "notice-event", event });
  const listener: NoticeListener = {
    clicked({ id, tag, route }) {
      tell({ kind: "clicked", id, tag });
      showWindow();
      host.post({ t: "go-to", route });
    },
    acted: ({ id, tag }, action) => tell({ kind: "action", action, id, tag }),
    closed: ({ id, tag }) => tell({ kind: "closed", id, tag }),
    quietOver: () => tell({ kind: "quiet-over" }),
  };
  const electron = createElectronBoard(listener);
  const address = process.platform === "linux" ? sessionBusAddress(process.env) : undefined;
  const desktop =
    address === undefined
      ? undefined
      : createFreedesktopBoard({
          createService: (listening) => createNotificationService(address, listening),
          listener,
          onTrouble: (text, error) => log.warn(text, error),
        });

  async function showOn(board: NoticeBoard, notice: Notice): Promise<NoticeOutcome> {
    const outcome = await board.show(notice);
    if (outcome.kind !== "shown") return outcome;
    shown.add(notice.id);
    const [oldest] = shown;
    if (shown.size > remembered && oldest !== undefined) shown.delete(oldest);
    return outcome;
  }

  async function show(notice: Notice): Promise<NoticeOutcome> {
    try {
      return await showOn(desktop ?? electron, notice);
    } catch (error) {
      if (!desktop) throw error;
      log.warn("the session's D-Bus could not be used for a notification; Electron's own way is tried", error);
      return showOn(electron, notice);
    }
  }

  host.onMessage((message) => {
    if (message.t === "notice") {
      const { notice } = message;
      const done = show(notice)
        .catch((error: unknown): NoticeOutcome => {
          log.error("a notification could not be shown", error);
          return { kind: "failed", reason: "showing it failed; the log has the details" };
        })
        .then((outcome) => {
          underWay.delete(notice.id);
          host.post({ t: "notice-outcome", id: notice.id, outcome });
        });
      underWay.set(notice.id, done);
    }
    if (message.t === "withdraw") {
      desktop?.withdraw(message.tag);
      electron.withdraw(message.tag);
    }
    if (message.t === "was-shown") {
      const { id } = message;
      const answer = () => host.post({ t: "was-shown", id, wasShown: shown.has(id) });
      void Promise.resolve(underWay.get(id)).then(answer);
    }
  });
}
