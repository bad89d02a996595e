import { z } from "zod";
import { dashboardSchema } from "../dashboards/dashboard";

/** The place that is ours: the folder `dashboards` in the data folder. Others are watched folders, by their id. */
export const ownPlace = "own";

const uidSchema = z.string().min(1).max(80);
/** Folders by name, outermost first, joined with `/`; empty: directly in its place. */
const folderSchema = z.string().max(1000);

/** A dashboard as lists show it. */
export const dashboardRowSchema = z.object({
  uid: uidSchema,
  title: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  place: z.string(),
  folder: folderSchema,
  /** The file that it is kept in. */
  path: z.string(),
  panels: z.number(),
  isStarred: z.boolean(),
  /** When it was last opened here, and when its file last changed; epoch ms. */
  viewedAt: z.number().optional(),
  changedAt: z.number(),
  /** Why it cannot be opened or saved as it is, in a sentence: not JSON, from a newer version, not ours to write. */
  problem: z.string().optional(),
  isReadOnly: z.boolean(),
  /** There are changes that were never saved, of a window that closed or crashed. */
  hasDraft: z.boolean(),
});
export type DashboardRow = z.infer<typeof dashboardRowSchema>;

export const watchedFolderSchema = z.object({
  id: z.string(),
  path: z.string(),
  /** Why it cannot be read, in a sentence. */
  problem: z.string().optional(),
});
export type WatchedFolder = z.infer<typeof watchedFolderSchema>;

const draftSchema = z.object({ dashboard: dashboardSchema, savedAt: z.number(), revision: z.string().optional() });

/** A mark made by hand, kept with a dashboard or for all of them. */
export const noteSchema = z.object({
  id: z.string(),
  atMs: z.number(),
  untilMs: z.number().optional(),
  text: z.string().max(10_000),
  tags: z.array(z.string().max(200)).max(50),
  /** Shown on this dashboard only; absent: on all. */
  dashboard: uidSchema.optional(),
});
export type Note = z.infer<typeof noteSchema>;

export const dashboardCalls = {
  "dashboards.list": {
    input: z.object({}),
    output: z.object({
      dashboards: z.array(dashboardRowSchema),
      /** All folders, also empty ones. */
      folders: z.array(z.object({ place: z.string(), folder: folderSchema })),
      watched: z.array(watchedFolderSchema),
    }),
  },
  /** One dashboard whole. `repairs` names, by JSON path, what was wrong in its file and what was taken instead. */
  "dashboards.get": {
    input: z.object({ uid: uidSchema }),
    output: z.object({
      dashboard: dashboardSchema,
      row: dashboardRowSchema,
      /** Changes with the file; to be given back when saving. */
      revision: z.string(),
      repairs: z.array(z.string()),
      draft: draftSchema.optional(),
    }),
  },
  /**
   * Writes a dashboard: a new file where its uid is unknown (named after its title, in `place` and `folder`), else its own.
   * When the file has changed since `revision` it is refused, unless `overwrite`; nothing is lost either way. Drops its draft.
   */
  "dashboards.save": {
    input: z.object({
      dashboard: dashboardSchema,
      place: z.string().optional(),
      folder: folderSchema.optional(),
      revision: z.string().optional(),
      overwrite: z.boolean().default(false),
    }),
    output: z.object({ row: dashboardRowSchema, revision: z.string() }),
  },
  /** Takes the file away, into `dashboards-removed` of the data folder; `restore` takes the answer back. */
  "dashboards.remove": { input: z.object({ uid: uidSchema }), output: z.object({ removed: z.string() }) },
  "dashboards.restore": { input: z.object({ removed: z.string() }), output: z.object({ row: dashboardRowSchema }) },
  "dashboards.move": {
    input: z.object({ uid: uidSchema, place: z.string(), folder: folderSchema }),
    output: z.object({ row: dashboardRowSchema }),
  },
  "dashboards.star": { input: z.object({ uid: uidSchema, isStarred: z.boolean() }), output: z.object({}) },
  "dashboards.viewed": { input: z.object({ uid: uidSchema }), output: z.object({}) },
  /** What is being edited, kept every few seconds so that a crash costs nothing. Without a dashboard: forgotten. */
  "dashboards.keepDraft": {
    input: z.object({ uid: uidSchema, dashboard: dashboardSchema.optional(), revision: z.string().optional() }),
    output: z.object({}),
  },
  "dashboards.makeFolder": { input: z.object({ place: z.string(), folder: folderSchema }), output: z.object({}) },
  "dashboards.renameFolder": {
    input: z.object({ place: z.string(), folder: folderSchema, name: z.string() }),
    output: z.object({}),
  },
  /** Empty folders only. */
  "dashboards.removeFolder": { input: z.object({ place: z.string(), folder: folderSchema }), output: z.object({}) },
  /** Reads (and, on saving, writes) dashboards in a folder of the user's too, such as one in Git; subfolders included. */
  "dashboards.watch": { input: z.object({ path: z.string().max(4096) }), output: watchedFolderSchema },
  "dashboards.unwatch": { input: z.object({ id: z.string() }), output: z.object({}) },

  /** Marks made by hand that lie in a stretch of time. */
  "notes.list": {
    input: z.object({ fromMs: z.number(), toMs: z.number(), dashboard: uidSchema.optional() }),
    output: z.object({ notes: z.array(noteSchema) }),
  },
  "notes.save": { input: noteSchema.extend({ id: z.string().optional() }), output: noteSchema },
  "notes.remove": { input: z.object({ id: z.string() }), output: z.object({}) },
  /** When alerts of this console began and ceased to fire, as far as the ledger remembers. */
  "alerts.changes": {
    input: z.object({ fromMs: z.number(), toMs: z.number() }),
    output: z.object({
      changes: z.array(
        z.object({
          atMs: z.number(),
          name: z.string(),
          state: z.enum(["pending", "firing", "resolved"]),
          labels: z.record(z.string(), z.string()),
          summary: z.string(),
        }),
      ),
    }),
  },
};

export const dashboardEvents = {
  /** Files of these dashboards changed (here or outside), came or went; `isList`: so did what the list shows of any. */
  "dashboards.changed": z.object({ uids: z.array(z.string()), isList: z.boolean() }),
  "notes.changed": z.object({}),
};
