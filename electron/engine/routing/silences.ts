// All silences in one list: those kept here, and those at Alertmanagers.
import { compileMatchers } from "#shared/alerting/matchers";
import { checkSilenceMatchers } from "#shared/alerting/silences";
import type { SilenceDraft, SilenceRow } from "#shared/contract/silences";
import { AppError } from "#shared/model/failure";
import type { Matcher } from "#shared/model/matcher";
import { type Silence, silenceStateAt } from "#shared/model/silence";
import type { Clock } from "../clock";
import type { RoutedAlert, RoutedAlerts } from "./routed-alerts";
import { localHome, type SilenceStore } from "./silence-store";

/** Silences at other places, as at the Alertmanagers of connections. */
export interface ServerSilences {
  homes(): { id: string; name: string }[];
  list(): (Silence & { problem?: string | undefined })[];
  save(draft: SilenceDraft): Promise<Silence>;
  expire(home: string, id: string): Promise<void>;
  onChange(run: () => void): () => void;
}

export interface Silences {
  /** Active ones first, then pending, then expired. */
  list(): SilenceRow[];
  save(draft: SilenceDraft): Promise<SilenceRow>;
  expire(home: string, id: string): Promise<void>;
  preview(matchers: readonly Matcher[]): { total: number; ids: string[]; problem?: string };
  /** Called when a silence was made, changed, began or ended. */
  onChange(run: () => void): () => void;
}

const mostPreviewed = 200;

export interface SilencesOptions {
  store: SilenceStore;
  alerts: RoutedAlerts;
  server: ServerSilences | undefined;
  clock: Clock;
  onChange: Silences["onChange"];
}

export function createSilences({ store, alerts, server, clock, onChange }: SilencesOptions): Silences {
  const rowOf = (silence: Silence & { problem?: string | undefined }): SilenceRow => ({
    ...silence,
    hides: silence.home === localHome ? hiddenHere(silence) : hiddenAt(silence),
  });

  /** What one that has not begun yet will hide counts too. */
  function hiddenHere(silence: Silence): number {
    if (silenceStateAt(silence, clock.now()) === "expired") return 0;
    return count((alert) => alert.silences.some(({ id }) => id === silence.id));
  }

  /** The Alertmanager itself says what it silences. */
  function hiddenAt({ home, id }: Silence): number {
    return count(({ row }) =>
      row.origins.some(
        (origin) => origin.kind === "alertmanager" && origin.connection === home && origin.silencedBy.includes(id),
      ),
    );
  }

  function count(isHidden: (alert: RoutedAlert) => boolean): number {
    let hidden = 0;
    for (const alert of alerts.values()) if (alert.row.state !== "resolved" && isHidden(alert)) hidden++;
    return hidden;
  }

  function homeOf(home: string): ServerSilences {
    if (server?.homes().some(({ id }) => id === home)) return server;
    throw new AppError({
      kind: "not-found",
      say: "The Alertmanager that keeps this silence is not among the connections any more.",
    });
  }

  return {
    list() {
      const now = clock.now();
      const rows = [...store.list(), ...(server?.list() ?? [])].map(rowOf);
      const order = { active: 0, pending: 1, expired: 2 };
      const rank = (row: SilenceRow) => order[silenceStateAt(row, now)];
      return rows.sort((a, b) => rank(a) - rank(b) || endFirst(a, b, rank(a)) || compare(a.id, b.id));
    },

    async save(draft) {
      return rowOf(draft.home === localHome ? store.save(draft) : await homeOf(draft.home).save(draft));
    },

    async expire(home, id) {
      if (home === localHome) store.expire(id);
      else await homeOf(home).expire(home, id);
    },

    preview(matchers) {
      const problem = checkSilenceMatchers(matchers);
      let fits: ReturnType<typeof compileMatchers>;
      try {
        fits = compileMatchers(matchers);
      } catch {
        // `problem` says which expression is wrong.
        return { total: 0, ids: [], problem: problem ?? "" };
      }
      const ids: string[] = [];
      if (matchers.length > 0) {
        for (const { row, labels } of alerts.values()) if (row.state !== "resolved" && fits(labels)) ids.push(row.id);
      }
      return { total: ids.length, ids: ids.slice(0, mostPreviewed), ...(problem !== undefined && { problem }) };
    },

    onChange,
  };
}

/** What ends or begins next comes first; of those that are over, what ended last. */
function endFirst(a: SilenceRow, b: SilenceRow, rank: number): number {
  if (rank === 1) return a.startsAt - b.startsAt;
  return rank === 0 ? a.endsAt - b.endsAt : b.endsAt - a.endsAt;
}

const compare = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);
