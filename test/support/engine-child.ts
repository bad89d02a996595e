// An engine in a process of its own, to be killed at any moment. It is told on its standard input what to call, and writes the
// replies, one line of JSON each; its notices go to a file, which stands for the screen: it outlives the engine.
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { createEngine } from "../../electron/engine/engine";
import { createLog } from "../../electron/engine/log";
import { openVault } from "./engine-parts";

const [dataFolder = "", notices = ""] = process.argv.slice(2);

const engine = await createEngine({
  dataFolder,
  shell: "desktop",
  version: "test",
  vault: openVault,
  log: createLog((line) => process.stderr.write(`${line}\n`)),
  notifier: {
    async show({ id, title, tag }) {
      appendFileSync(notices, `${JSON.stringify({ id, title, tag })}\n`);
      return { kind: "shown" };
    },
    withdraw: () => undefined,
    wasShown: async (id) => existsSync(notices) && readFileSync(notices, "utf8").includes(`"id":"${id}"`),
    onEvent: () => undefined,
  },
});
await engine.start();
process.stdout.write('"started"\n');

for await (const line of createInterface({ input: process.stdin })) {
  const { name, input } = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(await engine.api.run(name, input))}\n`);
}
