import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openSecrets } from "../../../../electron/engine/secrets/secrets";
import type { Vault } from "../../../../electron/engine/secrets/vault";
import { createProblems } from "../../../../electron/engine/settings/problems";
import { openSettings } from "../../../../electron/engine/settings/settings";
import { newFolder, openVault, recordingLog, reversingVault } from "../../../support/engine-parts";
import { createFakeClock } from "../../../support/fake-clock";

let folder: string;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => rmSync(folder, { recursive: true }));

const path = () => join(folder, "secrets.json");

async function open(vault: Vault) {
  const clock = createFakeClock();
  const problems = createProblems({ clock });
  const { log, lines } = recordingLog();
  const settings = await openSettings({ folder, log, problems, clock });
  const secrets = await openSecrets({ folder, vault, settings, problems, log, clock });
  return { secrets, settings, lines, told: () => problems.list().map((problem) => problem.text) };
}

const canary = "canary-7f3a";
const one = (name: string, value: string | undefined) => new Map([[name, value]]);

test("a secret is sealed on disk, readable by the owner alone, and comes back after a restart", async () => {
  const { secrets } = await open(reversingVault);
  await secrets.set(
    "c1",
    new Map([
      ["password", canary],
      ["header:X-Scope-OrgID", "tenant"],
    ]),
  );
  const text = readFileSync(path(), "utf8");
  expect(text).not.toContain(canary);
  expect(statSync(path()).mode & 0o777).toBe(0o600);
  const again = (await open(reversingVault)).secrets;
  expect(await again.get("c1", "password")).toBe(canary);
  expect(again.list("c1")).toEqual({ stored: ["header:X-Scope-OrgID", "password"], locked: [] });
  expect(await again.get("c1", "token")).toBeUndefined();
  expect(again.list("c")).toEqual({ stored: [], locked: [] });
});

test("forgetting takes one secret, removing takes all of an owner's and no other's", async () => {
  const { secrets } = await open(reversingVault);
  await secrets.set(
    "c1",
    new Map([
      ["password", "a"],
      ["token", "b"],
    ]),
  );
  await secrets.set("c10", one("token", "c"));
  await secrets.set("c1", one("password", undefined));
  expect(secrets.list("c1").stored).toEqual(["token"]);
  await secrets.remove("c1");
  expect([secrets.list("c1").stored, secrets.list("c10").stored]).toEqual([[], ["token"]]);
});

test("where nothing is sealed, storing is refused in words until the user allows it", async () => {
  const { secrets, settings } = await open(openVault);
  await expect(secrets.set("c1", one("password", canary))).rejects.toMatchObject({
    failure: {
      kind: "refused",
      say: "The password was not stored: the system offers no keyring. To store it without encryption, turn on “Allow unencrypted secrets” in Settings.",
    },
  });
  expect(readdirSync(folder)).toEqual([]);
  await settings.update((all) => ({ ...all, preferences: { ...all.preferences, allowUnencryptedSecrets: true } }));
  await secrets.set("c1", one("password", canary));
  expect(await secrets.get("c1", "password")).toBe(canary);
  expect(secrets.storage()).toEqual({ kind: "file", detail: "not encrypted" });
});

test("what another vault sealed is locked, told in words, and never lost", async () => {
  await (await open(reversingVault)).secrets.set(
    "c1",
    new Map([
      ["token", canary],
      ["header:X-A", "v"],
    ]),
  );
  const { secrets, settings } = await open(openVault);
  expect(secrets.list("c1")).toEqual({ stored: ["header:X-A", "token"], locked: ["header:X-A", "token"] });
  await expect(secrets.get("c1", "header:X-A")).rejects.toThrow(
    "The stored value of the header X-A cannot be opened here: it was sealed by another keychain. Enter it again in the connection's settings.",
  );
  await settings.update((all) => ({ ...all, preferences: { ...all.preferences, allowUnencryptedSecrets: true } }));
  await secrets.set("c1", one("header:X-A", "new"));
  expect(secrets.list("c1").locked).toEqual(["token"]);
  expect(await (await open(reversingVault)).secrets.get("c1", "token")).toBe(canary);
});

test("a keychain that fails locks the secret, and neither error nor log holds it", async () => {
  const failing: Vault = {
    ...reversingVault,
    encrypt: (text) => Promise.reject(new Error(`cannot seal ${text}`)),
    decrypt: (sealed) => Promise.reject(new Error(`cannot open ${[...sealed].reverse().join("")}`)),
  };
  await (await open(reversingVault)).secrets.set("c1", one("password", canary));
  const { secrets, lines, told } = await open(failing);
  const errors = [
    await secrets.set("c1", one("token", canary)).catch((error) => error),
    await secrets.get("c1", "password").catch((error) => error),
  ];
  expect(errors.map((error) => error.failure.kind)).toEqual(["refused", "refused"]);
  expect(secrets.list("c1")).toEqual({ stored: ["password"], locked: ["password"] });
  expect(inspect([errors, lines, told()], { depth: 20, showHidden: true })).not.toContain(canary);
});

test.each([
  { name: "is not JSON", text: `{"entries": "${canary}` },
  { name: "comes from a newer version", text: `{"version": 2, "entries": {"c1/password": "${canary}"}}` },
])("a file that $name is set aside, told without its contents, and new secrets can be stored", async ({ text }) => {
  writeFileSync(path(), text);
  const { secrets, told, lines } = await open(reversingVault);
  expect(told()).toEqual([expect.stringContaining(`it is kept as ${path()}.damaged-2026-11-21T08-00-00.000Z.`)]);
  expect(inspect([told(), lines])).not.toContain(canary);
  expect(readFileSync(`${path()}.damaged-2026-11-21T08-00-00.000Z`, "utf8")).toBe(text);
  await secrets.set("c1", one("password", "new"));
  expect(await secrets.get("c1", "password")).toBe("new");
});
