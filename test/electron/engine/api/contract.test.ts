import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { calls, streams } from "#shared/contract/index";
import { createMemoryVault } from "../../../../electron/cli/asker";
import { createApi } from "../../../../electron/engine/api/api";
import { createEngine } from "../../../../electron/engine/engine";
import { quietLog } from "../../../support/transports";

test("the engine answers every call and stream of the contract, each with exactly one handler", async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), "watchdeck-contract-"));
  // A second handler under one name throws while the engine is composed.
  const engine = await createEngine({
    dataFolder,
    shell: "browser",
    version: "1.2.3",
    vault: createMemoryVault(),
    log: quietLog,
  });
  expect(engine.api.missing()).toEqual([]);
  await engine.close();
  rmSync(dataFolder, { recursive: true, force: true });
});

test("what has no handler is listed", () => {
  expect(createApi(quietLog).missing()).toEqual([...Object.keys(calls), ...Object.keys(streams)]);
});

test("a second handler under one name is a bug that shows at once", () => {
  const api = createApi(quietLog);
  api.stream("processes.table", () => {});
  expect(() => api.stream("processes.table", () => {})).toThrow("two handlers for the stream processes.table");
  api.answer("host.info", () => Promise.reject());
  expect(() => api.answer("host.info", () => Promise.reject())).toThrow("two handlers for the call host.info");
});
