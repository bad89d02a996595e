import { expect, test } from "vitest";
import type { ContainerRow } from "#shared/contract/containers";
import { containerMark } from "../../../../renderer/pages/containers/states";

test.each<{ name: string; row: Pick<ContainerRow, "state" | "health" | "status">; expected: { state: string; word: string } }>([
  { name: "one that runs", row: { state: "running", status: "Up 3 hours" }, expected: { state: "ok", word: "running" } },
  {
    name: "one that runs and fails its check",
    row: { state: "running", health: "unhealthy", status: "Up 3 hours (unhealthy)" },
    expected: { state: "critical", word: "unhealthy" },
  },
  {
    name: "one whose check has yet to answer",
    row: { state: "running", health: "starting", status: "Up 2 seconds (health: starting)" },
    expected: { state: "info", word: "starting" },
  },
  {
    name: "one that ended as it should",
    row: { state: "exited", status: "Exited (0) 2 hours ago" },
    expected: { state: "unknown", word: "exited" },
  },
  {
    name: "one that ended with an error",
    row: { state: "exited", status: "Exited (137) 2 hours ago" },
    expected: { state: "warning", word: "exited (137)" },
  },
  { name: "one that is paused", row: { state: "paused", status: "Up (Paused)" }, expected: { state: "warning", word: "paused" } },
  { name: "one that cannot be removed", row: { state: "dead", status: "Dead" }, expected: { state: "critical", word: "dead" } },
])("the mark of $name is $expected.word", ({ row, expected }) => expect(containerMark(row)).toEqual(expected));
