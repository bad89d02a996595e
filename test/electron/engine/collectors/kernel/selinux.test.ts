import { expect, test } from "vitest";
import { selinux } from "../../../../../electron/engine/collectors/kernel/selinux";
import { collectOnce, linesOf } from "../../../../support/collect";
import { createFakeHost } from "../../../../support/fake-host";

const on = { "/sys/fs/selinux/enforce": "1", "/proc/self/attr/current": "unconfined_u:unconfined_r:unconfined_t:s0\0" };

test.each<{ name: string; files: Record<string, string>; expected: string[] }>([
  { name: "without it", files: {}, expected: ["node_selinux_enabled 0"] },
  {
    name: "whose kernel has it, and no policy loaded",
    files: { ...on, "/proc/self/attr/current": "kernel\0" },
    expected: ["node_selinux_enabled 0"],
  },
  {
    name: "that enforces it, as set",
    files: { ...on, "/etc/selinux/config": "# SELINUX=disabled\nSELINUX=enforcing\nSELINUXTYPE=targeted\n" },
    expected: ["node_selinux_enabled 1", "node_selinux_config_mode 1", "node_selinux_current_mode 1"],
  },
  {
    name: "that was made permissive for now",
    files: { ...on, "/sys/fs/selinux/enforce": "0", "/etc/selinux/config": 'SELINUX="permissive"\n' },
    expected: ["node_selinux_enabled 1", "node_selinux_config_mode 0", "node_selinux_current_mode 0"],
  },
  {
    name: "without a configuration",
    files: on,
    expected: ["node_selinux_enabled 1", "node_selinux_config_mode -1", "node_selinux_current_mode 1"],
  },
])("a machine $name says so", async ({ files, expected }) => {
  expect(linesOf(await collectOnce(selinux, createFakeHost({ files })))).toEqual(expected);
});
