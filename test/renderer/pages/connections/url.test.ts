import { expect, test } from "vitest";
import { type OpenDialog, readDialog, writeDialog } from "../../../../renderer/pages/connections/url";

test.each<OpenDialog>([
  { kind: "none" },
  { kind: "add", server: "prometheus" },
  { kind: "add", server: "alertmanager" },
  { kind: "add", server: "loki" },
  { kind: "add", server: "jaeger" },
  { kind: "add", server: "zipkin" },
  { kind: "edit", id: "c/1&x" },
])("a link reproduces %o", (dialog) =>
  expect(readDialog(new URLSearchParams(writeDialog(dialog, new URLSearchParams("edit=old")).toString()))).toEqual(dialog),
);

test("what the frame keeps in the address stays there", () => {
  expect(writeDialog({ kind: "none" }, new URLSearchParams("source=c1&add=prometheus")).toString()).toBe("source=c1");
});

test.each(["add=grafana", "edit=", `edit=${"x".repeat(201)}`, "open=1"])("a link with %s opens nothing", (link) =>
  expect(readDialog(new URLSearchParams(link))).toEqual({ kind: "none" }),
);
