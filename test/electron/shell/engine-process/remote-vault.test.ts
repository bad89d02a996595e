import { expect, test } from "vitest";
import { createRemoteVault } from "../../../../electron/shell/engine-process/remote-vault";
import type { FromEngineProcess } from "../../../../electron/shell/messages";

function vaultWith(isAvailable: boolean) {
  const asked: FromEngineProcess[] = [];
  const vault = createRemoteVault((message) => asked.push(message));
  vault.setKeychain({ isAvailable, detail: isAvailable ? "sealed by the system's keychain" : "this desktop offers no keyring" });
  return { vault, asked };
}

test("with a keychain each text is sealed by the main process, and answers find their question in any order", async () => {
  const { vault, asked } = vaultWith(true);
  const answers = Promise.all([vault.encrypt("token"), vault.decrypt("c2VhbGVk")]);
  expect(asked).toEqual([
    { t: "seal", id: 1, text: "token" },
    { t: "unseal", id: 2, text: "c2VhbGVk" },
  ]);
  vault.receive({ t: "sealed", id: 2, ok: true, text: "opened" });
  vault.receive({ t: "sealed", id: 1, ok: true, text: "closed" });
  expect(await answers).toEqual(["closed", "opened"]);
});

test("a secret that the keychain cannot open is refused with its sentence", async () => {
  const { vault } = vaultWith(true);
  const answer = vault.decrypt("of another machine");
  vault.receive({ t: "sealed", id: 1, ok: false, reason: "The system's keychain could not open this secret; enter it again." });
  await expect(answer).rejects.toThrow("The system's keychain could not open this secret; enter it again.");
});

test.each([
  { name: "a keychain is used, allowed or not", isAvailable: true, allow: true, kind: "keychain" },
  { name: "without one nothing is stored", isAvailable: false, allow: false, kind: "refused" },
  { name: "until the user allows a file", isAvailable: false, allow: true, kind: "file" },
])("$name", ({ isAvailable, allow, kind }) => expect(vaultWith(isAvailable).vault.storage(allow).kind).toBe(kind));

test("without a keychain texts pass through under a name that says so", async () => {
  const { vault, asked } = vaultWith(false);
  expect([vault.seal, await vault.encrypt("token"), await vault.decrypt("token")]).toEqual(["none", "token", "token"]);
  expect(asked).toEqual([]);
});
