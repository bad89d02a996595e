// What is done with the answers before they are drawn.
import { fieldMatcherSchema } from "../field-config";
import type { Transformation } from "../panel";
import { flagOf, isRecord, listOf, recordOf, textOf } from "./lenient";
import type { Site } from "./site";

export function convertTransformations(given: unknown, site: Site, isKnown: (id: string) => boolean): Transformation[] {
  return listOf(given).flatMap((one, index) => {
    if (!isRecord(one)) return [];
    const { id, options } = renamed(textOf(one.id), recordOf(one.options));
    const disabled = flagOf(one.disabled);
    if (!isKnown(id) && !disabled) {
      site.lost(`.transformations[${index}]`, `The transformation ${JSON.stringify(id.slice(0, 60))} cannot be done here.`);
    }
    const filter = fieldMatcherSchema.safeParse(one.filter);
    return [{ id, options, disabled, ...(filter.success ? { filter: filter.data } : {}) }];
  });
}

/** `seriesToColumns` is what joining by a field was called. */
function renamed(id: string, options: Record<string, unknown>): Pick<Transformation, "id" | "options"> {
  if (id !== "seriesToColumns") return { id, options };
  return { id: "joinByField", options: { mode: "outer", ...options } };
}
