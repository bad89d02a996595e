import type { Field, Frame } from "#shared/dashboards/data/frame";

/** More names than this nobody looks through, and a query may answer with ten thousand. */
const most = 1000;

/** What the fields of these frames are called by people, each once. */
export function fieldNamesOf(frames: readonly Frame[], isMeant: (field: Field) => boolean = () => true): string[] {
  const names = new Set<string>();
  for (const { fields } of frames) {
    for (const field of fields) {
      if (isMeant(field)) names.add(field.display || field.name);
      if (names.size >= most) return [...names];
    }
  }
  return [...names];
}
