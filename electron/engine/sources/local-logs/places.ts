// What may be read: what somebody picked, kept in the settings; and what this machine has that could be picked.
import { randomUUID } from "node:crypto";
import type { FoundLogs, LogPlace, LogPlaceDraft } from "#shared/contract/logs";
import { AppError } from "#shared/model/failure";
import { type Milliseconds, seconds } from "#shared/units/time";
import type { Clock } from "../../clock";
import type { SettingsStore } from "../../settings/settings";
import { withDeadline } from "./deadline";
import { checkedGlob } from "./files/find-files";
import type { Kinds } from "./kinds";

export interface Offer {
  title: string;
  place: LogPlaceDraft;
  found: FoundLogs;
}

export interface Places {
  places(): Promise<{ place: LogPlace; found: FoundLogs }[]>;
  offered(): Promise<Offer[]>;
  lookAt(draft: LogPlaceDraft): Promise<FoundLogs>;
  add(draft: LogPlaceDraft): Promise<LogPlace>;
  remove(id: string): Promise<void>;
}

interface Options {
  settings: Pick<SettingsStore, "get" | "update">;
  kinds: Kinds;
  clock: Clock;
  home: string;
  platform: NodeJS.Platform;
}

const mostPlaces = 100;
const lookWithin: Milliseconds = seconds(10);

/** Where programs usually write, by system. Offered only where there is something. */
const usualFiles: Partial<Record<NodeJS.Platform, readonly [title: string, glob: string][]>> = {
  linux: [
    ["System log files", "/var/log/*.log"],
    ["The system log", "/var/log/{syslog,messages}"],
    ["Log-ins", "/var/log/{auth.log,secure}"],
    ["nginx", "/var/log/nginx/*.log"],
    ["Apache", "/var/log/{apache2,httpd}/*{.log,_log}"],
    ["PostgreSQL", "/var/log/postgresql/*.log"],
  ],
  darwin: [
    ["System log files", "/var/log/*.log"],
    ["Your programs' log files", "~/Library/Logs/**/*.log"],
  ],
  win32: [["Web server (IIS)", "C:/inetpub/logs/LogFiles/**/*.log"]],
};

export function createPlaces({ settings, kinds, clock, home, platform }: Options): Places {
  const look = (place: LogPlaceDraft | LogPlace): Promise<FoundLogs> =>
    withDeadline({ clock, signal: new AbortController().signal, deadline: lookWithin }, (signal) => kinds.look(place, signal));

  /** A place that cannot be looked at is shown with the reason, so that it can be removed. */
  async function lookOrTell(place: LogPlace | LogPlaceDraft): Promise<FoundLogs> {
    try {
      return await look(place);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { names: [], count: 0, problem: error.message };
    }
  }

  const isPicked = (draft: LogPlaceDraft): boolean => settings.get().logPlaces.some((place) => keyOf(place) === keyOf(draft));

  const written = (draft: LogPlaceDraft): LogPlaceDraft =>
    draft.kind === "files" ? { ...draft, glob: checkedGlob(draft.glob, home) } : draft;

  return {
    places: () => Promise.all(settings.get().logPlaces.map(async (place) => ({ place, found: await lookOrTell(place) }))),

    async offered() {
      const drafts: Omit<Offer, "found">[] = [
        ...(platform === "linux" ? [{ title: "The systemd journal", place: { kind: "journal" as const, units: [] } }] : []),
        { title: "Containers", place: { kind: "containers" as const, names: [] } },
        ...(usualFiles[platform] ?? []).map(([title, glob]) => ({ title, place: written({ kind: "files", glob }) })),
      ];
      const offers = await Promise.all(
        drafts.filter(({ place }) => !isPicked(place)).map(async (offer) => ({ ...offer, found: await lookOrTell(offer.place) })),
      );
      return offers.filter(({ found }) => found.count > 0);
    },

    lookAt: (draft) => look(written(draft)),

    async add(draft) {
      const place: LogPlace = { ...written(draft), id: randomUUID() };
      const found = await look(place);
      if (found.count === 0 && place.kind === "files") {
        throw new AppError({ kind: "bad-request", say: found.problem ?? `There is no file of this name: ${place.glob}` });
      }
      const next = await settings.update((was) => {
        if (was.logPlaces.some((other) => keyOf(other) === keyOf(place))) return was;
        if (was.logPlaces.length >= mostPlaces) {
          throw new AppError({ kind: "refused", say: `No more than ${mostPlaces} places can be picked: remove one first.` });
        }
        return { ...was, logPlaces: [...was.logPlaces, place] };
      });
      // Picked twice is picked once.
      return next.logPlaces.find((other) => keyOf(other) === keyOf(place)) ?? place;
    },

    async remove(id) {
      await settings.update((was) => ({ ...was, logPlaces: was.logPlaces.filter((place) => place.id !== id) }));
    },
  };
}

/** Equal for places that mean the same. */
function keyOf(place: LogPlaceDraft | LogPlace): string {
  switch (place.kind) {
    case "journal":
      return JSON.stringify([place.kind, ...[...place.units].sort()]);
    case "files":
      return JSON.stringify([place.kind, place.glob]);
    case "containers":
      return JSON.stringify([place.kind, ...[...place.names].sort()]);
  }
}
