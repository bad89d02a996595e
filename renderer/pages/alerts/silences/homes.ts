import { localSource } from "../../../stores/address";

export interface Home {
  value: string;
  label: string;
}

/** Where a silence can be kept. */
export function homesOf(connections: readonly { id: string; name: string; kind: string }[]): Home[] {
  const alertmanagers = connections.filter(({ kind }) => kind === "alertmanager");
  return [{ value: localSource, label: "This console" }, ...alertmanagers.map(({ id, name }) => ({ value: id, label: name }))];
}

/** What to call a home; one whose connection was removed is said to be. */
export const homeName = (homes: readonly Home[], id: string): string =>
  homes.find(({ value }) => value === id)?.label ?? "removed connection";
