// The options of `organize` as the list that people order: one line for each field.
import { movedBy } from "#shared/dashboards/change/lists";
import { recordIn, textIn, withEntry } from "./form";

export interface OrganizedField {
  name: string;
  isHidden: boolean;
  /** Empty: as it is called. */
  renamed: string;
}

type Options = Readonly<Record<string, unknown>>;

/** Fields that the options name stay in the list while the panel has no such field: a query may be answered without it for a while. */
export function organizedFields(options: Options, fieldNames: readonly string[]): OrganizedField[] {
  const [excluded, included] = [recordIn(options, "excludeByName"), recordIn(options, "includeByName")];
  const [renamed, places] = [recordIn(options, "renameByName"), recordIn(options, "indexByName")];
  const isAnyIncluded = Object.values(included).includes(true);
  const named = [...Object.keys(places), ...Object.keys(excluded), ...Object.keys(renamed), ...Object.keys(included)];
  const names = [...new Set([...fieldNames, ...named])];
  const placeOf = (name: string) => {
    const place = Object.hasOwn(places, name) ? places[name] : undefined;
    return typeof place === "number" ? place : Number.MAX_SAFE_INTEGER;
  };
  const isTrue = (record: Options, name: string) => Object.hasOwn(record, name) && record[name] === true;
  return names
    .map((name) => ({
      name,
      isHidden: isTrue(excluded, name) || (isAnyIncluded && !isTrue(included, name)),
      renamed: textIn(renamed, name),
    }))
    .sort((a, b) => placeOf(a.name) - placeOf(b.name));
}

export function withHidden(options: Options, name: string, isHidden: boolean): Record<string, unknown> {
  const included = recordIn(options, "includeByName");
  const next = { ...options, excludeByName: withEntry(recordIn(options, "excludeByName"), name, isHidden ? true : undefined) };
  // Where the wanted fields are named instead, a field that comes back has to be named too.
  if (!Object.values(included).includes(true)) return next;
  return { ...next, includeByName: withEntry(included, name, isHidden ? undefined : true) };
}

export const withName = (options: Options, name: string, renamed: string): Record<string, unknown> => ({
  ...options,
  renameByName: withEntry(recordIn(options, "renameByName"), name, renamed === "" ? undefined : renamed),
});

/** The field one place up or down; from then on all of them have a place. */
export function withMoved(
  options: Options,
  fields: readonly OrganizedField[],
  index: number,
  by: -1 | 1,
): Record<string, unknown> {
  const names = movedBy(fields, index, by).map(({ name }) => name);
  return { ...options, indexByName: Object.fromEntries(names.map((name, place) => [name, place])), orderByMode: "manual" };
}
