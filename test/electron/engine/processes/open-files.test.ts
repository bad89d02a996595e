import { expect, test } from "vitest";
import { kindOf, readOpenFiles } from "../../../../electron/engine/processes/open-files";
import { createFakeClock } from "../../../support/fake-clock";
import { createFakeProcFolder } from "../../../support/fake-proc-folder";
import { failure } from "../../../support/fake-process-machine";
import { fixture } from "../../../support/fixture";

test("files come by number, sockets in words, and one that was closed meanwhile is left out", async () => {
  const folder = createFakeProcFolder({
    links: {
      "7/fd/10": "socket:[1014713]",
      "7/fd/2": "/dev/pts/0",
      "7/fd/3": "/var/log/a file\nwith two lines",
      "7/fd/4": "socket:[404]",
      "7/fd/5": failure("ENOENT"),
      "7/fd/6": "anon_inode:[eventpoll]",
    },
    files: { "7/fdinfo/3": "pos:\t0\nflags:\t0100002\n", "7/net/tcp": fixture("proc/pid-net/tcp") },
  });
  expect(await readOpenFiles(createFakeClock(), folder, 7)).toEqual({
    total: 6,
    files: [
      { descriptor: 2, kind: "device", target: "/dev/pts/0" },
      { descriptor: 3, kind: "file", target: "/var/log/a file\nwith two lines" },
      { descriptor: 4, kind: "socket", target: "socket:[404]" },
      { descriptor: 6, kind: "other", target: "anon_inode:[eventpoll]" },
      { descriptor: 10, kind: "socket", target: "tcp 127.0.0.1:19471 ← 127.0.0.1:34084 established" },
    ],
  });
});

test("of a great many the first 5,000 are told, and how many there are", async () => {
  const links = Object.fromEntries(Array.from({ length: 5002 }, (_, index) => [`7/fd/${index}`, "pipe:[1]"]));
  const { files, total } = await readOpenFiles(createFakeClock(), createFakeProcFolder({ links }), 7);
  expect([files.length, files.at(-1)?.descriptor, total]).toEqual([5000, 4999, 5002]);
});

const folderFlags = process.arch.startsWith("arm") ? "0140000" : "0300000";
test.each([
  { target: "/etc", fdinfo: `pos:\t0\nflags:\t${folderFlags}\n`, expected: "folder" },
  { target: "/etc/passwd", fdinfo: "pos:\t0\nflags:\t0100000\nmnt_id:\t9\n", expected: "file" },
  { target: "/etc/passwd", fdinfo: "", expected: "file" },
  { target: "/dev/shm/x", fdinfo: "flags:\t02\n", expected: "file" },
  { target: "/dev/dri/renderD128", fdinfo: "", expected: "device" },
  { target: "pipe:[12]", fdinfo: "", expected: "pipe" },
  { target: "/memfd:sealed (deleted)", fdinfo: "flags:\t02\n", expected: "file" },
  { target: "anon_inode:inotify", fdinfo: "", expected: "other" },
])("$target is a $expected", ({ target, fdinfo, expected }) => expect(kindOf(target, () => fdinfo)).toBe(expected));
