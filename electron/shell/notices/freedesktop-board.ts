// Notices by the desktop's notification service, which replaces them in place, closes them and gives them buttons.
import type { Notice } from "#shared/contract/notifications";
import { bodyFor } from "../notice-body";
import { actionWords, type NoticeBoard, type NoticeListener } from "./notice-board";
import { NoService, type NotificationService, type ServiceListener } from "./notification-service";

const urgencies = { low: 0, normal: 1, critical: 2 } as const;
const passesAfterMs = 8000;

export interface FreedesktopOptions {
  createService(listener: ServiceListener): NotificationService;
  listener: NoticeListener;
  onTrouble(text: string, error: unknown): void;
}

export function createFreedesktopBoard({ createService, listener, onTrouble }: FreedesktopOptions): NoticeBoard {
  /** By the service's id. What was closed is forgotten: a desktop that keeps notices in a centre closes them when they leave it. */
  const notices = new Map<number, Notice>();
  const ids = new Map<string, number>();

  const service = createService({
    invoked(id, action) {
      const notice = notices.get(id);
      if (!notice) return;
      if (action === "default") listener.clicked(notice);
      const known = notice.actions.find((one) => one === action);
      if (known) listener.acted(notice, known);
    },
    closed(id) {
      // One that was taken away by us is forgotten by now.
      const notice = notices.get(id);
      forget(id);
      if (notice) listener.closed(notice);
    },
    restarted() {
      notices.clear();
      ids.clear();
    },
    quietOver: listener.quietOver,
  });

  function forget(id: number): void {
    const tag = notices.get(id)?.tag;
    notices.delete(id);
    if (tag !== undefined && ids.get(tag) === id) ids.delete(tag);
  }

  async function raise(notice: Notice): Promise<void> {
    const can = await service.capabilities();
    const replaces = ids.get(notice.tag) ?? 0;
    const id = await service.notify({
      replaces,
      title: notice.title,
      body: can.has("body-markup") ? bodyFor("linux", notice.body) : notice.body,
      urgency: urgencies[notice.urgency],
      actions: can.has("actions")
        ? [["default", "Open"], ...notice.actions.map((action): [string, string] => [action, actionWords[action]])]
        : [],
      isSilent: notice.isSilent,
      isTransient: notice.isPassing,
      expireMs: notice.isPassing ? passesAfterMs : notice.urgency === "critical" ? 0 : -1,
    });
    if (replaces !== id) notices.delete(replaces);
    notices.set(id, notice);
    ids.set(notice.tag, id);
  }

  return {
    async show(notice) {
      try {
        // What is critical is the desktop's own to hold back or to show.
        if (notice.urgency !== "critical" && (await service.isQuiet()))
          return { kind: "held", reason: "the desktop is set not to disturb" };
        await raise(notice);
        return { kind: "shown" };
      } catch (error) {
        if (error instanceof NoService) return { kind: "failed", reason: error.message };
        throw error;
      }
    },
    withdraw(tag) {
      const id = ids.get(tag);
      if (id === undefined) return;
      forget(id);
      service.close(id).catch((error: unknown) => onTrouble("a notice could not be taken away", error));
    },
  };
}
