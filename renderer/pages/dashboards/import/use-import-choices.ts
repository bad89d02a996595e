import { useState } from "react";
import type { DashboardRow } from "#shared/contract/dashboards";
import { newUid } from "#shared/dashboards/change/new-dashboard";
import { likelySource, prepareImport } from "#shared/dashboards/prepare-import";
import { toFailure } from "#shared/model/failure";
import { ask } from "../../../bridge/ask";
import { clashesOf, foundIn, type ImportItem, placeholdersOf } from "./items";

export type OnClash = "both" | "replace";

interface Surroundings {
  items: readonly ImportItem[];
  rows: readonly DashboardRow[];
  sources: readonly { id: string; name: string }[];
}

export interface Outcome {
  saved: DashboardRow[];
  failed: { key: string; title: string; say: string }[];
}

/** What is chosen in the dialog, and what comes of it. */
export function useImportChoices({ items, rows, sources }: Surroundings) {
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const [mapped, setMapped] = useState<ReadonlyMap<string, string>>(new Map());
  const [constants, setConstants] = useState<ReadonlyMap<string, string>>(new Map());
  const [onClash, setOnClash] = useState<OnClash>("both");

  const chosen = foundIn(items).filter(({ key }) => !leftOut.has(key));
  const placeholders = placeholdersOf(chosen);
  const clashes = clashesOf(chosen, rows);
  const sourceOf = (placeholder: { id: string; label: string }) =>
    mapped.get(placeholder.id) ?? likelySource(placeholder, sources);

  async function save({ place, folder }: { place: string; folder: string }): Promise<Outcome> {
    const outcome: Outcome = { saved: [], failed: [] };
    const choice = new Map(placeholders.map((placeholder) => [placeholder.id, sourceOf(placeholder)]));
    for (const { key, imported } of chosen) {
      const { title, uid } = imported.dashboard;
      const own = new Map(imported.constants.map(({ name, value }) => [name, constants.get(`${key}/${name}`) ?? value]));
      const isKeptBeside = clashes.has(key) && onClash === "both";
      const dashboard = prepareImport(imported, {
        sources: choice,
        constants: own,
        uid: isKeptBeside ? newUid(Math.random) : uid,
      });
      try {
        const { row } = await ask("dashboards.save", { dashboard, place, folder, overwrite: clashes.has(key) && !isKeptBeside });
        outcome.saved.push(row);
      } catch (error) {
        outcome.failed.push({ key, title, say: toFailure(error).say });
      }
    }
    return outcome;
  }

  return {
    chosen,
    placeholders,
    clashes,
    isIncluded: (key: string) => !leftOut.has(key),
    include(key: string, isIncluded: boolean) {
      setLeftOut((was) => {
        const next = new Set(was);
        if (isIncluded) next.delete(key);
        else next.add(key);
        return next;
      });
    },
    sourceOf,
    mapSource: (id: string, source: string) => setMapped(new Map(mapped).set(id, source)),
    constantOf: (key: string, name: string, usual: string) => constants.get(`${key}/${name}`) ?? usual,
    setConstant: (key: string, name: string, value: string) => setConstants(new Map(constants).set(`${key}/${name}`, value)),
    onClash,
    setOnClash,
    save,
  };
}
