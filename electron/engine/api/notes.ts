// What is marked on the time axis beside queries: the calls `notes.*` and `alerts.changes`.
import type { Notes } from "../dashboards/notes";
import type { Ledger } from "../ledger/ledger";
import type { Api } from "./api";

interface NotesApiOptions {
  open(): Promise<Notes>;
  ledger: Pick<Ledger, "list">;
}

export function setUpNotesApi(api: Api, { open, ledger }: NotesApiOptions): void {
  let opened: Promise<Notes> | undefined;
  const notes = () => {
    opened ??= open();
    return opened;
  };

  api.answer("notes.list", async (input) => ({ notes: (await notes()).list(input) }));
  api.answer("notes.save", async (input) => {
    const note = await (await notes()).save(input);
    api.publish("notes.changed", {});
    return note;
  });
  api.answer("notes.remove", async ({ id }) => {
    await (await notes()).remove(id);
    api.publish("notes.changed", {});
    return {};
  });

  api.answer("alerts.changes", async (request) => {
    const { alertChanges } = await import("../dashboards/alert-changes");
    return { changes: await alertChanges(request, ledger) };
  });
}
