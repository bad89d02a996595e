import { expect, test } from "vitest";
import { sinceArgument, untilArgument } from "../../../../../../electron/engine/sources/local-logs/journal/journal-times";
import { wordsFor } from "../../../../../../electron/engine/sources/local-logs/journal/journalctl";

test.each([
  {
    complaint: "No journal files were opened due to insufficient permissions.",
    words:
      "The journal may not be read by this user: add your user to the group systemd-journal (sudo usermod -aG systemd-journal $USER) and log in again.",
  },
  {
    complaint:
      "Hint: You are currently not seeing messages from other users and the system.\n      Users in groups 'adm', 'systemd-journal' can see all messages.",
    words:
      "Only this user's part of the journal is read: for the rest, add your user to the group systemd-journal (sudo usermod -aG systemd-journal $USER) and log in again.",
  },
  {
    complaint: "No journal files were found.",
    words: "This machine has no journal: journald does not run here, or keeps nothing (Storage=none in journald.conf).",
  },
  { complaint: "something else", words: undefined },
])("“$complaint” is told with what to do", ({ complaint, words }) => {
  expect(wordsFor(complaint)).toBe(words);
});

test.each([
  { time: { ms: 1_795_251_600_123, ns: 456_789 }, since: "--since=@1795251600.123456", until: "--until=@1795251600.123457" },
  { time: { ms: 0, ns: 0 }, since: "--since=@0.000000", until: "--until=@0.000000" },
  { time: { ms: 8.64e15, ns: 0 }, since: "--since=@4102444800.000000", until: "--until=@4102444800.000000" },
])("$since is asked for $time", ({ time, since, until }) => {
  expect([sinceArgument(time), untilArgument(time)]).toEqual([since, until]);
});
