// Which dashboards have a star, and when each was last opened: of this console, not of the dashboard, so not in its file.
import { z } from "zod";
import { readJson, writeJson } from "../settings/json-file";

const marksSchema = z.object({
  starred: z.array(z.string()).catch([]),
  viewed: z.array(z.tuple([z.string(), z.number()])).catch([]),
});

export interface Marks {
  isStarred(uid: string): boolean;
  viewedAt(uid: string): number | undefined;
  star(uid: string, isStarred: boolean): Promise<void>;
  viewed(uid: string, at: number): Promise<void>;
}

/** So many latest visits are remembered. */
const mostViewed = 500;

export async function openMarks(path: string): Promise<Marks> {
  const found = await readJson(path);
  // A damaged file costs the stars and nothing else.
  const kept = marksSchema.safeParse(found.kind === "read" ? found.value : {});
  const starred = new Set(kept.data?.starred);
  const viewed = new Map(kept.data?.viewed);
  const write = () => writeJson(path, { starred: [...starred], viewed: [...viewed] });
  return {
    isStarred: (uid) => starred.has(uid),
    viewedAt: (uid) => viewed.get(uid),
    async star(uid, isStarred) {
      if (isStarred) starred.add(uid);
      else starred.delete(uid);
      await write();
    },
    async viewed(uid, at) {
      viewed.delete(uid);
      viewed.set(uid, at);
      for (const oldest of viewed.keys()) {
        if (viewed.size <= mostViewed) break;
        viewed.delete(oldest);
      }
      await write();
    },
  };
}
