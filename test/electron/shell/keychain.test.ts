import { expect, test } from "vitest";
import { judgeKeychain } from "../../../electron/shell/keychain";

test.each<{ name: string; platform: NodeJS.Platform; isAvailable: boolean; backend: string; expected: boolean }>([
  { name: "GNOME Keyring seals", platform: "linux", isAvailable: true, backend: "gnome_libsecret", expected: true },
  { name: "KWallet seals", platform: "linux", isAvailable: true, backend: "kwallet6", expected: true },
  { name: "a locked keyring does not", platform: "linux", isAvailable: false, backend: "gnome_libsecret", expected: false },
  {
    name: "the password in Electron's source is no keychain",
    platform: "linux",
    isAvailable: true,
    backend: "basic_text",
    expected: false,
  },
  { name: "an unknown keyring is none", platform: "linux", isAvailable: true, backend: "unknown", expected: false },
  { name: "the macOS keychain seals", platform: "darwin", isAvailable: true, backend: "system", expected: true },
  { name: "a refused macOS keychain does not", platform: "darwin", isAvailable: false, backend: "system", expected: false },
  { name: "Windows seals", platform: "win32", isAvailable: true, backend: "system", expected: true },
])("$name", ({ platform, isAvailable, backend, expected }) =>
  expect(judgeKeychain(platform, isAvailable, backend).isAvailable).toBe(expected),
);
