// Panels that are kept once and used in many dashboards: an export brings them along.
import { pathOf as stepOf } from "../plain-copy";
import { isRecord, type Json, listOf, recordOf, textOf } from "./lenient";
import type { Placed } from "./sections";
import type { PathOf } from "./site";

/** The type of a panel whose model the file does not have. */
export const libraryPanel = "library-panel";

export function withLibraryPanel({ value, path }: Placed, dashboard: Json, pathOf: PathOf): { value: Json; pathOf: PathOf } {
  const own: PathOf = (inside) => pathOf(`${path}${inside}`);
  const uid = textOf(recordOf(value.libraryPanel).uid);
  if (uid === "") return { value, pathOf: own };
  const found = modelOf(dashboard.__elements, uid);
  if (found === undefined) return { value, pathOf: own };
  const { libraryPanel: _, ...place } = value;
  return { value: { ...found.model, ...place }, pathOf: (inside) => pathOf(`.__elements${found.step}.model${inside}`) };
}

/** A record by uid; a list in older exports. */
function modelOf(elements: unknown, uid: string): { model: Json; step: string } | undefined {
  if (isRecord(elements) && Object.hasOwn(elements, uid)) {
    const model = recordOf(elements[uid]).model;
    return isRecord(model) ? { model, step: stepOf("", uid) } : undefined;
  }
  const index = listOf(elements).findIndex((one) => recordOf(one).uid === uid);
  const model = recordOf(listOf(elements)[index]).model;
  return index >= 0 && isRecord(model) ? { model, step: `[${index}]` } : undefined;
}
