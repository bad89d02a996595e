import { expect, test } from "vitest";
import { aboutText } from "../../../../renderer/pages/settings/about-text";

test("a bug report gets one fact a line, versions by the alphabet and under the names that people write", () => {
  const text = aboutText({
    version: "0.1.0",
    shell: "browser",
    dataFolder: "/home/ada/.local/share/watchdeck",
    versions: { node: "20.19.4", v8: "13.0", electron: "33.2", chromium: "130", constructor: "1" },
    secretStorage: { kind: "file", detail: "the browser shell has no keychain" },
  });
  expect(text.split("\n")).toEqual([
    "Watchdeck: 0.1.0, browser shell",
    "Data folder: /home/ada/.local/share/watchdeck",
    "Secrets: file: the browser shell has no keychain",
    "Chromium: 130",
    "Electron: 33.2",
    "Node.js: 20.19.4",
    "V8: 13.0",
    "constructor: 1",
  ]);
});
