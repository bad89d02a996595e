// The calls `dashboards.*`. The room behind them is opened by the first of them: a console that shows no dashboard needs none of it.
import type { Library } from "../dashboards/library";
import type { Api } from "./api";

interface DashboardsApiOptions {
  open(): Promise<Library>;
}

/** Returns the function that closes the room, if it was ever opened. */
export function setUpDashboardsApi(api: Api, { open }: DashboardsApiOptions): () => Promise<void> {
  let opened: Promise<Library> | undefined;
  function library(): Promise<Library> {
    opened ??= open().catch((error: unknown) => {
      // A folder that cannot be made now may be there at the next question.
      opened = undefined;
      throw error;
    });
    return opened;
  }

  api.answer("dashboards.list", async (input) => (await library()).list(input));
  api.answer("dashboards.get", async (input) => (await library()).get(input));
  api.answer("dashboards.save", async (input) => (await library()).save(input));
  api.answer("dashboards.remove", async (input) => (await library()).remove(input));
  api.answer("dashboards.restore", async (input) => (await library()).restore(input));
  api.answer("dashboards.move", async (input) => (await library()).move(input));
  api.answer("dashboards.star", async (input) => (await library()).star(input));
  api.answer("dashboards.viewed", async (input) => (await library()).viewed(input));
  api.answer("dashboards.keepDraft", async (input) => (await library()).keepDraft(input));
  api.answer("dashboards.makeFolder", async (input) => (await library()).makeFolder(input));
  api.answer("dashboards.renameFolder", async (input) => (await library()).renameFolder(input));
  api.answer("dashboards.removeFolder", async (input) => (await library()).removeFolder(input));
  api.answer("dashboards.watch", async (input) => (await library()).watch(input));
  api.answer("dashboards.unwatch", async (input) => (await library()).unwatch(input));
  return async () => (await opened)?.close();
}
