import { expect, test } from "vitest";
import type { ProcessFigures } from "../../../../electron/engine/self/process-figures";
import { createRemoteFigures } from "../../../../electron/shell/engine-process/remote-figures";

const shell: ProcessFigures = { pid: 1, role: "shell", cpuMs: 5, residentBytes: 9 };

test("the main process is asked once for all who ask until it answers, and again after that", async () => {
  const posted: string[] = [];
  const figures = createRemoteFigures(({ t }) => posted.push(t));
  const asked = [figures.ask(), figures.ask()];
  figures.receive({ t: "weighed", processes: [shell] });
  expect(await Promise.all(asked)).toEqual([[shell], [shell]]);
  const later = figures.ask();
  figures.receive({ t: "weighed", processes: [] });
  expect(await later).toEqual([]);
  expect(posted).toEqual(["weigh", "weigh"]);
});
