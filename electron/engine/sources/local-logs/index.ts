// The logs of this machine as a source like a Loki: the journal, files and containers that somebody picked. Nothing is kept and
// nothing is watched while nobody asks.
import { homedir } from "node:os";
import { supportedHere } from "#shared/logql/evaluate/supported";
import { checkLogql, parseLogql } from "#shared/logql/parse";
import { fromNsTime } from "#shared/logs/block";
import type { Series } from "#shared/model/series";
import type { Clock } from "../../clock";
import type { SocketPlace } from "../../containers/socket-places";
import type { Log } from "../../log";
import type { SettingsStore } from "../../settings/settings";
import type { LogSource } from "../log-source";
import { linesAround, wholeLine } from "./around";
import { createContainers } from "./containers/containers";
import { withDeadline } from "./deadline";
import { detectedFields } from "./detected-fields";
import { createFiles } from "./files/files";
import { createJournal } from "./journal/journal";
import type { JournalctlOptions } from "./journal/journalctl";
import { createKinds } from "./kinds";
import { metricRange, volumeOf } from "./metrics";
import { createPlaces, type Places } from "./places";
import { acceptOf, linesQuery, queryPages } from "./query-pages";
import type { Selection } from "./reader";
import { collected, createReading } from "./reading";
import { selectionOf, wholeSelection } from "./selection";
import { tailAll } from "./tail";

export interface LocalLogsOptions {
  settings: Pick<SettingsStore, "get" | "update">;
  clock: Clock;
  log: Log;
  /** Where Docker and Podman may answer. */
  sockets: readonly SocketPlace[];
  home?: string;
  platform?: NodeJS.Platform;
  journal?: JournalctlOptions;
}

export interface LocalLogs extends LogSource, Places {
  close(): void;
}

const sampleLines = 500;

export function createLocalLogs({
  settings,
  clock,
  log,
  sockets,
  home = homedir(),
  platform = process.platform,
  journal,
}: LocalLogsOptions): LocalLogs {
  const containers = createContainers({ clock, sockets });
  const files = createFiles({ clock, home });
  const kinds = createKinds(() => settings.get().logPlaces, { journal: createJournal({ clock, ...journal }), files, containers });
  const reading = createReading({ kinds, clock });
  const places = createPlaces({ settings, kinds, clock, home, platform });

  const selected = (selector: string | undefined): Selection =>
    selector === undefined ? wholeSelection : selectionOf(linesQuery(selector));
  const within = <T>(asked: { signal: AbortSignal; deadline?: number }, run: (signal: AbortSignal) => Promise<T>) =>
    withDeadline({ clock, signal: asked.signal, deadline: asked.deadline }, run);

  return {
    ...places,

    check(expr) {
      const found = checkLogql(expr);
      if (found.kind === undefined || found.diagnostics.some(({ severity }) => severity === "error")) return found;
      return { ...found, diagnostics: [...found.diagnostics, ...supportedHere(parseLogql(expr))] };
    },

    query: (asked) => queryPages(reading, clock, asked),

    tail(asked, listener) {
      tailAll({ kinds, clock, log }, asked, listener).catch((error: unknown) => {
        if (!asked.signal.aborted) listener.onFailure(error);
      });
    },

    async instant({ expr, time = clock.now(), ...asked }) {
      const answer = await within(asked, (signal) => metricRange(reading, { expr, start: time, end: time, step: 1000, signal }));
      const { series, warnings } = answer;
      return { result: vectorOf(series), warnings };
    },

    range: (asked) => within(asked, (signal) => metricRange(reading, { ...asked, signal })),
    volume: (asked) => within(asked, (signal) => volumeOf(reading, { ...asked, signal })),

    async labelNames({ selector, ...asked }) {
      const streams = await within(asked, (signal) => reading.streams(selected(selector), signal));
      return [...new Set(streams.flatMap(({ labels, open }) => [...Object.keys(labels), ...open]))].sort();
    },

    async labelValues({ label, selector, limit, ...asked }) {
      const streams = await within(asked, (signal) => reading.streams(selected(selector), signal));
      const values = streams.map(({ labels }) => (Object.hasOwn(labels, label) ? labels[label] : undefined));
      return [...new Set(values.filter((value) => value !== undefined))].sort().slice(0, limit);
    },

    fields: ({ expr, startNs, endNs, ...asked }) =>
      within(asked, async (signal) => {
        const query = linesQuery(expr);
        const span = { start: fromNsTime(startNs), end: fromNsTime(endNs) };
        const wanted = { selection: selectionOf(query), accept: acceptOf(query), limit: sampleLines, signal };
        return detectedFields(await collected(reading.read({ ...wanted, ...span, direction: "backward" }), sampleLines));
      }),

    estimate: ({ expr, startNs, endNs, ...asked }) =>
      within(asked, async (signal) => {
        const [start, end] = [fromNsTime(startNs), fromNsTime(endNs)];
        const readers = await reading.readers({ selection: selectionOf(linesQuery(expr)), start, end, signal });
        // The journal and the containers' services do not tell: a part of the truth would look like all of it.
        if (readers.some(({ bytesWithin }) => bytesWithin === undefined)) return {};
        const bytes = await Promise.all(readers.map((reader) => reader.bytesWithin?.(start, end) ?? 0));
        return { streams: readers.length, bytes: bytes.reduce((sum, some) => sum + some, 0) };
      }),

    context: (asked) => within(asked, (signal) => linesAround(reading, { ...asked, signal })),
    line: (asked) => within(asked, (signal) => wholeLine(reading, { ...asked, signal })),

    close: () => containers.close(),
  };
}

/** The last point of each. */
function vectorOf(series: readonly Series[]) {
  const there = series.filter(({ times }) => times.length > 0);
  return {
    kind: "vector" as const,
    labels: there.map(({ labels }) => labels),
    times: Float64Array.from(there, ({ times }) => times.at(-1) ?? 0),
    values: Float64Array.from(there, ({ values }) => values.at(-1) ?? Number.NaN),
  };
}
