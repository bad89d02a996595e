import type { Keychain } from "./messages";

/** Whether there is a keychain to seal with, given what Electron found. On Linux `basic_text` is a password in its source. */
export function judgeKeychain(platform: NodeJS.Platform, isAvailable: boolean, backend: string): Keychain {
  if (platform === "linux" && (backend === "basic_text" || backend === "unknown"))
    return {
      isAvailable: false,
      detail: "this desktop offers no keyring (GNOME Keyring, KWallet), so secrets could not be encrypted",
    };
  if (!isAvailable) return { isAvailable, detail: "the system's keychain cannot be opened, so secrets could not be encrypted" };
  return { isAvailable, detail: "sealed by the system's keychain" };
}
