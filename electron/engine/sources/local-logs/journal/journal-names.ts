// Which units, identifiers and hosts the journal has, without reading its entries: it keeps an index of every field's values.
import { type Milliseconds, seconds } from "#shared/units/time";
import type { Clock } from "../../../clock";
import { matchesGlob } from "../glob-match";
import type { PlaceOf } from "../kind";
import { unitFields } from "./journal-entry";
import { type Journalctl, wordsFor } from "./journalctl";

export interface JournalNames {
  units: string[];
  identifiers: string[];
  hosts: string[];
  /** What journalctl complained of, with what to do. */
  problem?: string | undefined;
}

/** A program that makes up names without end shall not fill the memory. */
const mostNamesKept = 10_000;
/** Names change slowly, and finding them runs six programs. */
const kept: Milliseconds = seconds(30);

export function createJournalNames({
  journalctl,
  clock,
}: {
  journalctl: Journalctl;
  clock: Clock;
}): (signal: AbortSignal) => Promise<JournalNames> {
  let last: { at: Milliseconds; names: JournalNames } | undefined;

  async function find(signal: AbortSignal): Promise<JournalNames> {
    let problem: string | undefined;
    const onComplaint = (text: string) => {
      problem = wordsFor(text) ?? problem;
    };
    const valuesOf = async (field: string): Promise<string[]> => {
      const values: string[] = [];
      for await (const value of journalctl.lines([`--field=${field}`], { signal, onComplaint })) {
        if (isName(value)) values.push(value);
        if (values.length >= mostNamesKept) break;
      }
      return values;
    };
    const units = (await Promise.all(unitFields.map(valuesOf))).flat();
    const [identifiers, commands, hosts] = await Promise.all([
      valuesOf("SYSLOG_IDENTIFIER"),
      valuesOf("_COMM"),
      valuesOf("_HOSTNAME"),
    ]);
    return { units: inOrder(units), identifiers: inOrder([...identifiers, ...commands]), hosts: inOrder(hosts), problem };
  }

  return async (signal) => {
    if (last && clock.monotonic() - last.at < kept) return last.names;
    const names = await find(signal);
    last = { at: clock.monotonic(), names };
    return names;
  };
}

/**
 * Every program may write `UNIT=` and an identifier of its own, of any length and with any signs; what systemd calls a unit has at
 * most 255 characters. Anything else could not stand in a command line.
 */
const isName = (value: string): boolean => value !== "" && value.length <= 255 && !value.includes("\0");

const inOrder = (names: readonly string[]): string[] => [...new Set(names)].sort();

/** Whether entries of this unit (or of none) were picked. */
export const isPicked = (places: readonly Omit<PlaceOf<"journal">, "id">[], unit: string | undefined): boolean =>
  places.some(({ units }) => units.length === 0 || (unit !== undefined && units.some((glob) => matchesGlob(glob, unit))));
