import { expect, test } from "vitest";
import { aboutText } from "../../../../renderer/pages/settings/about-text";

test("a bug report gets one fact a line, versions by the alphabet", () => {
  const text = aboutText({
    version: "0.1.0",
    shell: "browser",
    dataFolder: "/home/ada/.local/share/watchdeck",
    versions: { node: "20.19.4", chromium: "130" },
    secretStorage: { kind: "file", detail: "the browser shell has no keychain" },
  });
  expect(text.split("\n")).toEqual([
    "Watchdeck: 0.1.0, browser shell",
    "Data folder: /home/ada/.local/share/watchdeck",
    "Secrets: file: the browser shell has no keychain",
    "chromium: 130",
    "node: 20.19.4",
  ]);
});
