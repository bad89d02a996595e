// The systemd journal as a kind of place.
import { compareTimes, type LogEntry } from "#shared/logs/block";
import { AppError } from "#shared/model/failure";
import { type Milliseconds, seconds } from "#shared/units/time";
import type { Clock } from "../../../clock";
import { type Asked, type FollowAsked, type LogKind, mostNames, type PlaceOf } from "../kind";
import { type Batch, firstInstant, lastInstant, type ReadRequest } from "../reader";
import { wait } from "../wait";
import { createEntryReader, type JournalEntry, journalFields, unitFields } from "./journal-entry";
import { createJournalNames, isPicked } from "./journal-names";
import { sinceArgument, untilArgument } from "./journal-times";
import { createJournalctl, type JournalctlOptions, wordsFor } from "./journalctl";

type Places = readonly PlaceOf<"journal">[];

/** More units than this in a command line help nothing. */
const mostUnits = 100;
const batchLines = 200;
/** Following ended by itself, as when journald is started anew. */
const pause: Milliseconds = seconds(2);
/** Lines that are followed are told together, when they come together. */
const gathered: Milliseconds = 50;

const shown = ["--output=json", "--all", `--output-fields=${journalFields.join(",")}`];
const openLabels = ["identifier", "host"];

export function createJournal({ clock, ...options }: { clock: Clock } & JournalctlOptions): LogKind<"journal"> {
  const journalctl = createJournalctl(options);
  const namesOf = createJournalNames({ journalctl, clock });

  /** The units that entries are asked of; undefined: no choice of units would leave much out. Empty: nothing can match. */
  async function unitsAsked(places: Places, { selection, signal }: Asked): Promise<string[] | undefined> {
    // No program is run for a query that is about something else.
    if (!selection.mayMatch({ labels: { source: "journal" }, open: ["unit", ...openLabels] })) return [];
    const wantsUnitless = isPicked(places, undefined) && selection.mayMatch({ labels: { source: "journal" }, open: openLabels });
    if (wantsUnitless) return undefined;
    const units = (await namesOf(signal)).units.filter(
      (unit) => isPicked(places, unit) && selection.mayMatch({ labels: { source: "journal", unit }, open: openLabels }),
    );
    return units.length > mostUnits ? undefined : units;
  }

  async function* read(places: Places, units: readonly string[] | undefined, request: ReadRequest): AsyncGenerator<Batch> {
    const { start, end, direction, signal, accept, cost, warn } = request;
    const readEntry = createEntryReader();
    const words = [
      ...shown,
      sinceArgument(start),
      untilArgument(end),
      ...(direction === "backward" ? ["--reverse"] : []),
      ...matchesOf(units),
    ];
    const onComplaint = (text: string) => {
      const known = wordsFor(text);
      if (known) warn(known);
    };
    let entries: LogEntry[] = [];
    let seen = 0;
    for await (const line of journalctl.lines(words, { signal, onComplaint })) {
      cost.bytes += line.length;
      const entry = readEntry(line);
      if (!entry) continue;
      cost.lines++;
      seen++;
      const isWithin = compareTimes(entry, start) >= 0 && compareTimes(entry, end) < 0;
      const wanted = isWithin && isPicked(places, entry.labels.unit) ? accept(entry) : undefined;
      if (wanted) entries.push(withoutCursor(wanted));
      if (seen % batchLines === 0) {
        yield { entries, reached: { ms: entry.ms, ns: entry.ns } };
        entries = [];
      }
    }
    yield { entries };
  }

  async function followOnce(
    words: readonly string[],
    places: Places,
    asked: FollowAsked,
    onCursor: (cursor: string) => void,
  ): Promise<void> {
    const readEntry = createEntryReader();
    let waiting: LogEntry[] = [];
    let cancel: (() => void) | undefined;
    const tell = () => {
      cancel = undefined;
      const entries = waiting;
      waiting = [];
      if (entries.length > 0 && !asked.signal.aborted) asked.onEntries(entries);
    };
    try {
      for await (const line of journalctl.lines([...shown, "--follow", ...words], { signal: asked.signal })) {
        const entry = readEntry(line);
        if (!entry) continue;
        if (entry.cursor) onCursor(entry.cursor);
        if (asked.after && compareTimes(entry, asked.after) <= 0) continue;
        const wanted = isPicked(places, entry.labels.unit) ? asked.accept(entry) : undefined;
        if (wanted) waiting.push(withoutCursor(wanted));
        cancel ??= clock.setTimer(tell, gathered);
      }
    } finally {
      cancel?.();
      tell();
    }
  }

  return {
    async look(place, signal) {
      try {
        const { units, problem } = await namesOf(signal);
        const picked = place.units.length === 0 ? units : units.filter((unit) => isPicked([place], unit));
        const none =
          place.units.length > 0 && picked.length === 0 ? "No unit of that name has written to the journal." : undefined;
        const say = problem ?? none;
        return { names: picked.slice(0, mostNames), count: picked.length, ...(say && { problem: say }) };
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        return { names: [], count: 0, problem: error.message };
      }
    },

    async streams(places, { signal }) {
      if (places.length === 0) return [];
      const { units, identifiers, hosts } = await namesOf(signal);
      const named = (name: string, values: readonly string[]) =>
        values.map((value) => ({
          labels: { source: "journal", [name]: value },
          open: ["unit", ...openLabels].filter((other) => other !== name),
        }));
      const picked = units.filter((unit) => isPicked(places, unit));
      return [
        ...(isPicked(places, undefined) ? [{ labels: { source: "journal" }, open: openLabels }] : []),
        ...picked.map((unit) => ({ labels: { source: "journal", unit }, open: openLabels })),
        ...named("identifier", identifiers),
        ...named("host", hosts),
      ];
    },

    async readers(places, asked) {
      if (places.length === 0) return [];
      const units = await unitsAsked(places, asked);
      if (units?.length === 0) return [];
      return [{ earliest: firstInstant, latest: lastInstant, read: (request) => read(places, units, request) }];
    },

    async follow(places, asked) {
      if (places.length === 0) return;
      const units = await unitsAsked(places, asked);
      // A unit that has not written yet is not known yet: then everything is heard, and sorted out here.
      const matches = units && units.length > 0 ? matchesOf(units) : [];
      // Following shows the last ten entries first unless it is told otherwise.
      let from = asked.after ? ["--no-tail", sinceArgument(asked.after)] : ["--lines=0"];
      while (!asked.signal.aborted) {
        await followOnce([...from, ...matches], places, asked, (cursor) => {
          from = ["--no-tail", `--after-cursor=${cursor}`];
        });
        await wait(clock, pause, asked.signal);
      }
    },
  };
}

/** One of the units in one of the fields: `+` is journalctl's "or" between matches of different fields. */
function matchesOf(units: readonly string[] | undefined): string[] {
  if (!units) return [];
  return unitFields.flatMap((field, index) => [...(index > 0 ? ["+"] : []), ...units.map((unit) => `${field}=${unit}`)]);
}

function withoutCursor(entry: LogEntry): LogEntry {
  const { ms, ns, labels, line, metadata, parsed } = entry as JournalEntry;
  return { ms, ns, labels, line, metadata, ...(parsed && { parsed }) };
}
