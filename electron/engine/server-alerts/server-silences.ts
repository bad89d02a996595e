// The silences that Alertmanagers keep. They are read and changed there; nothing is queued for one that does not answer.
import type { SilenceDraft } from "#shared/contract/silences";
import { AppError } from "#shared/model/failure";
import type { Silence } from "#shared/model/silence";
import type { Clock } from "../clock";
import type { Connections } from "../connections/connections";
import type { AlertmanagerWatch } from "./alertmanager-watch";

export interface ServerSilences {
  /** The Alertmanagers. */
  homes(): { id: string; name: string }[];
  /** `problem`: why nobody knows whether it still holds. */
  list(): (Silence & { problem?: string })[];
  /** The silence as the server has it then, perhaps under another id. */
  save(draft: SilenceDraft): Promise<Silence>;
  /** Ends it now. */
  expire(home: string, id: string): Promise<void>;
  onChange(run: () => void): () => void;
}

export interface ServerSilencesOptions {
  watches(): readonly AlertmanagerWatch[];
  clusterOf(connection: string): string;
  connections: Pick<Connections, "askAlertmanager">;
  clock: Clock;
  onChange: ServerSilences["onChange"];
}

const never = new AbortController().signal;

export function createServerSilences({
  watches,
  clusterOf,
  connections,
  clock,
  onChange,
}: ServerSilencesOptions): ServerSilences {
  function watchOf(home: string): AlertmanagerWatch {
    const watch = watches().find(({ connection }) => connection.id === home);
    if (watch) return watch;
    throw new AppError({ kind: "not-found", say: "The Alertmanager that keeps this silence is not connected any more." });
  }

  /** Changes something at a server; when that fails, the sentence says that nothing was done, and why. */
  async function change<T>(watch: AlertmanagerWatch, what: string, run: () => Promise<T>): Promise<T> {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      throw new AppError(
        { ...error.failure, say: `${what} at ${watch.connection.name}: ${error.failure.say}` },
        { cause: error },
      );
    }
  }

  return {
    homes: () => watches().map(({ connection: { id, name } }) => ({ id, name })),

    list() {
      // Members of one cluster keep the same silences; the first that answers speaks for all.
      const found = new Map<string, Silence & { problem?: string }>();
      for (const watch of watches()) {
        const silent = watch.answering.silent();
        const problem = silent === undefined ? {} : { problem: `${silent} Nobody knows whether it still holds.` };
        for (const silence of watch.silences().values()) {
          const place = `${clusterOf(watch.connection.id)}/${silence.id}`;
          if (found.has(place) && found.get(place)?.problem === undefined) continue;
          found.set(place, { ...silence, ...problem });
        }
      }
      return [...found.values()];
    },

    async save(draft) {
      const watch = watchOf(draft.home);
      const id = await change(watch, "The silence was not saved", () =>
        connections.askAlertmanager(draft.home, (server) => server.saveSilence(draft, never)),
      );
      await watch.refreshSilences();
      return watch.silences().get(id) ?? { ...draft, id, updatedAt: clock.now() };
    },

    async expire(home, id) {
      const watch = watchOf(home);
      await change(watch, "The silence was not ended", () =>
        connections.askAlertmanager(home, (server) => server.expireSilence(id, never)),
      );
      await watch.refreshSilences();
    },

    onChange,
  };
}
