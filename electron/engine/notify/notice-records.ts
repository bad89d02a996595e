// The notices that are on the screen, as far as anybody knows, kept over restarts so that they can still be replaced and taken
// away. Each is kept before it is shown: one that was still only intended when the engine ended is in doubt, and never shown again.
import { z } from "zod";
import type { NotifiedAlert } from "#shared/model/notification";
import { type Milliseconds, minutes } from "#shared/units/time";
import type { Clock } from "../clock";
import type { Ledger } from "../ledger/ledger";

const recordSchema = z.object({
  tag: z.string(),
  noticeId: z.string(),
  title: z.string(),
  route: z.string(),
  phase: z.enum(["intended", "shown"]),
  says: z.enum(["firing", "resolved"]),
  /** It was closed since: what is no news is not worth showing it again. */
  isClosed: z.boolean().optional(),
  alerts: z.array(z.object({ id: z.string(), name: z.string(), status: z.enum(["firing", "resolved"]), startsAt: z.number() })),
});
export type NoticeRecord = z.infer<typeof recordSchema>;
type RecordedAlert = NoticeRecord["alerts"][number];

const keptUnder = "native/notice/";
/** After a start, whoever was about to be told is told again within this time; later it is another telling. */
const doubtedFor: Milliseconds = minutes(10);

export type NoticeRecords = ReturnType<typeof createNoticeRecords>;

export function createNoticeRecords({ ledger, clock }: { ledger: Pick<Ledger, "keep" | "kept">; clock: Clock }) {
  const records = new Map<string, NoticeRecord>();
  const tagsOf = new Map<string, Set<string>>();
  /** What an engine before this one was about to tell when it ended. */
  const doubts = new Map<string, NoticeRecord>();
  let loadedAt = clock.monotonic();

  function unlink(record: NoticeRecord): void {
    for (const { id } of record.alerts) {
      const tags = tagsOf.get(id);
      tags?.delete(record.tag);
      if (tags?.size === 0) tagsOf.delete(id);
    }
  }

  function set(record: NoticeRecord): void {
    const was = records.get(record.tag);
    if (was) unlink(was);
    records.set(record.tag, record);
    for (const { id } of record.alerts) tagsOf.set(id, (tagsOf.get(id) ?? new Set()).add(record.tag));
  }

  function put(record: NoticeRecord): void {
    set(record);
    ledger.keep(keptUnder + record.tag, record);
  }

  return {
    async load(): Promise<void> {
      loadedAt = clock.monotonic();
      for (const [key, value] of await ledger.kept(keptUnder)) {
        const read = recordSchema.safeParse(value);
        if (!read.success) {
          ledger.keep(key, undefined);
          continue;
        }
        // It may be on the screen; whether it is matters only to those who are about to show it.
        set({ ...read.data, phase: "shown" });
        if (read.data.phase === "intended") for (const alert of read.data.alerts) doubts.set(keyOf(alert), read.data);
      }
    },
    get: (tag: string): NoticeRecord | undefined => records.get(tag),
    list: (): NoticeRecord[] => [...records.values()],
    ofAlert: (id: string): NoticeRecord[] => [...(tagsOf.get(id) ?? [])].flatMap((tag) => records.get(tag) ?? []),
    put,
    forget(tag: string): void {
      const record = records.get(tag);
      if (!record) return;
      unlink(record);
      records.delete(tag);
      ledger.keep(keptUnder + tag, undefined);
    },
    closed(tag: string, noticeId: string): void {
      const record = records.get(tag);
      if (record?.noticeId === noticeId) put({ ...record, isClosed: true });
    },
    /** Takes alerts out that are over; the file may lag behind, because those are found out at a start again. */
    withoutAlerts(record: NoticeRecord, ids: ReadonlySet<string>): NoticeRecord {
      const left = { ...record, alerts: record.alerts.filter(({ id }) => !ids.has(id)) };
      set(left);
      return left;
    },
    /** The notice that an engine before this one was raising for exactly these alerts when it ended; asking settles it. */
    takeDoubt(alerts: readonly RecordedAlert[]): NoticeRecord | undefined {
      if (doubts.size === 0) return undefined;
      if (clock.monotonic() - loadedAt > doubtedFor) {
        doubts.clear();
        return undefined;
      }
      const keys = alerts.map(keyOf);
      const doubt = doubts.get(keys[0] ?? "");
      if (!doubt || !keys.every((key) => doubts.has(key))) return undefined;
      for (const key of keys) doubts.delete(key);
      // The last of its alerts: from now on it is a notice like others.
      const isSettled = !doubt.alerts.some((alert) => doubts.has(keyOf(alert)));
      if (isSettled && records.get(doubt.tag)?.noticeId === doubt.noticeId) put({ ...doubt, phase: "shown" });
      return doubt;
    },
  };
}

const keyOf = ({ id, status, startsAt }: RecordedAlert) => `${status} ${startsAt} ${id}`;

export const recordedAlert = ({ id, labels, status, startsAt }: NotifiedAlert): RecordedAlert => ({
  id,
  name: Object.hasOwn(labels, "alertname") ? (labels.alertname ?? "") : "",
  status,
  startsAt,
});
