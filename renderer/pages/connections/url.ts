// What a link to the Connections page reproduces: the dialog that is open, so that "Add Prometheus" can be linked to.

export type OpenDialog = { kind: "none" } | { kind: "add" } | { kind: "edit"; id: string };

export function readDialog(params: URLSearchParams): OpenDialog {
  if (params.get("add") === "prometheus") return { kind: "add" };
  const id = params.get("edit");
  return id === null || id === "" || id.length > 200 ? { kind: "none" } : { kind: "edit", id };
}

/** The link with that dialog open; what else is in it stays. */
export function writeDialog(dialog: OpenDialog, was: URLSearchParams): URLSearchParams {
  const params = new URLSearchParams(was);
  params.delete("add");
  params.delete("edit");
  if (dialog.kind === "add") params.set("add", "prometheus");
  if (dialog.kind === "edit") params.set("edit", dialog.id);
  return params;
}
