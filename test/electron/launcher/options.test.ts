import { expect, test } from "vitest";
import { readOptions, reasonForBrowser, type StartOptions, serveArguments } from "../../../electron/launcher/options.mjs";
import { checkNode, Sorry } from "../../../electron/launcher/prepare.mjs";

test.each(["20.19.0", "20.20.2", "22.0.0", "25.1.0"])("Node %s will do", (version) =>
  expect(() => checkNode(version)).not.toThrow(),
);

test.each(["16.20.0", "18.20.8", "20.18.3"])("Node %s is too old, which is told in one sentence", (version) => {
  expect(() => checkNode(version)).toThrow(
    new Sorry(`Watchdeck needs Node.js 20.19 or newer; this is ${version}. Get one at https://nodejs.org.`),
  );
});

test("npm start passes its options on to the browser shell", () => {
  const options = readOptions(["--no-open", "--port", "8080", "--data-folder=/data"]);
  expect(serveArguments(options)).toEqual(["serve", "--no-open", "--port", "8080", "--data-folder", "/data"]);
  expect(serveArguments(readOptions([]))).toEqual(["serve"]);
});

test.each([["--nonsense"], ["extra"], ["--port"]])("npm start refuses %s and shows its options", (argument) => {
  expect(() => readOptions([argument])).toThrow(/npm start -- \[options\]/);
});

test.each<{ options: StartOptions; reason?: string }>([
  { options: { browser: true }, reason: "the browser was asked for" },
  { options: { "no-open": true }, reason: "no window was asked for" },
  { options: { port: "1" }, reason: "only the browser shell has a port" },
  { options: {} },
])("with the options $options, the reason against the desktop app is: $reason", ({ options, reason }) => {
  expect(reasonForBrowser(options)).toBe(reason);
});
