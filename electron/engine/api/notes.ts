// What is marked on the time axis beside queries: the calls `notes.*` and `alerts.changes`.
import type { Notes } from "../dashboards/notes";
import type { Ledger } from "../notify/ledger";
import type { Rules } from "../rules/rules";
import type { Api } from "./api";

interface NotesApiOptions {
  open(): Promise<Notes>;
  rules: Pick<Rules, "snapshot">;
  ledger: Pick<Ledger, "list">;
}

/** As many as the ledger keeps. */
const wholeLedger = 11_000;

export function setUpNotesApi(api: Api, { open, rules, ledger }: NotesApiOptions): void {
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
    const alerts = rules
      .snapshot()
      .files.flatMap(({ groups }) => groups.flatMap((group) => group.rules.flatMap((rule) => rule.alerts)));
    return { changes: alertChanges(request, { entries: ledger.list({ limit: wholeLedger }), alerts }) };
  });
}
