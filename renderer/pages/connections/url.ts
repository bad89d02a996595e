// What a link to the Connections page reproduces: the dialog that is open, so that adding a server can be linked to.
import { type ConnectionKind, connectionKindSchema } from "#shared/contract/connections";

export type OpenDialog = { kind: "none" } | { kind: "add"; server: ConnectionKind } | { kind: "edit"; id: string };

export function readDialog(params: URLSearchParams): OpenDialog {
  const server = connectionKindSchema.safeParse(params.get("add")).data;
  if (server) return { kind: "add", server };
  const id = params.get("edit");
  return id === null || id === "" || id.length > 200 ? { kind: "none" } : { kind: "edit", id };
}

/** The link with that dialog open; what else is in it stays. */
export function writeDialog(dialog: OpenDialog, was: URLSearchParams): URLSearchParams {
  const params = new URLSearchParams(was);
  params.delete("add");
  params.delete("edit");
  if (dialog.kind === "add") params.set("add", dialog.server);
  if (dialog.kind === "edit") params.set("edit", dialog.id);
  return params;
}
