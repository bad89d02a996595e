// What the numbers of sockets stand for: /proc/<pid>/net/{tcp,tcp6,udp,udp6,unix}, proc_pid_net(5). The tables hold every
// socket of the process's network namespace, which may be a hundred thousand, so they are read in pieces.
import { isClosedToUs, isGone, type ProcFolder } from "./proc-folder";

/** In words, by the socket's number: "tcp 127.0.0.1:9090 ← 127.0.0.1:51234 established". Those not found are absent. */
export async function describeSockets(
  folder: ProcFolder,
  pid: number,
  wanted: ReadonlySet<string>,
): Promise<Map<string, string>> {
  const found = new Map<string, InternetSocket | string>();
  const listening = new Set<string>();
  if (wanted.size === 0) return new Map();
  for (const table of ["tcp", "tcp6", "udp", "udp6"] as const) {
    await eachLine(folder, pid, `net/${table}`, (line) => {
      const socket = parseInternetSocket(table, line);
      if (!socket) return;
      if (socket.state === "listening") listening.add(socket.localPort);
      if (wanted.has(socket.inode)) found.set(socket.inode, socket);
    });
  }
  await eachLine(folder, pid, "net/unix", (line) => {
    const socket = parseUnixSocket(line);
    if (socket && wanted.has(socket.inode)) found.set(socket.inode, socket.words);
  });
  const words = new Map<string, string>();
  for (const [inode, socket] of found) words.set(inode, typeof socket === "string" ? socket : wordsOf(socket, listening));
  return words;
}

async function eachLine(folder: ProcFolder, pid: number, file: string, onLine: (line: string) => void): Promise<void> {
  let rest = "";
  try {
    await folder.pieces(pid, file, (piece) => {
      const lines = (rest + piece).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) onLine(line);
    });
  } catch (error) {
    // A kernel without IPv6 has no such table, and a namespace may be closed to us: those sockets keep their numbers.
    if (!isGone(error) && !isClosedToUs(error)) throw error;
  }
}

interface InternetSocket {
  protocol: string;
  inode: string;
  local: string;
  localPort: string;
  /** Undefined where nobody is at the other end. */
  remote?: string;
  state?: string;
}

// include/net/tcp_states.h, in the words of ss(8).
const tcpStates = [
  "",
  "established",
  "syn-sent",
  "syn-recv",
  "fin-wait-1",
  "fin-wait-2",
  "time-wait",
  "closed",
  "close-wait",
  "last-ack",
  "listening",
  "closing",
  "syn-recv",
];

/**
 * `   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000  0 12345 1 …`. The headings and lines
 * that are torn give undefined.
 */
export function parseInternetSocket(protocol: string, line: string): InternetSocket | undefined {
  const [, local = "", remote = "", state = "", , , , , , inode = ""] = line.trim().split(/\s+/);
  const here = addressOf(local);
  const there = addressOf(remote);
  if (!here || !there || !/^\d+$/.test(inode)) return undefined;
  const isTcp = protocol.startsWith("tcp");
  return {
    protocol,
    inode,
    local: here.text,
    localPort: here.port,
    remote: there.port === "0" ? undefined : there.text,
    state: isTcp ? tcpStates[Number.parseInt(state, 16)] : undefined,
  };
}

function wordsOf({ protocol, local, localPort, remote, state }: InternetSocket, listening: ReadonlySet<string>): string {
  if (remote === undefined) return [protocol, local, state].filter(Boolean).join(" ");
  // Whoever listens on a port was called there; otherwise it was this end that called.
  const arrow = protocol.startsWith("tcp") && listening.has(localPort) ? "←" : "→";
  return [protocol, local, arrow, remote, state].filter(Boolean).join(" ");
}

/** The kernel prints addresses as 32-bit words in the machine's byte order: 0100007F is 127.0.0.1 on a little-endian one. */
function addressOf(text: string): { text: string; port: string } | undefined {
  const [, address, portText] = /^((?:[0-9A-F]{8}){1,4}):([0-9A-F]{4})$/i.exec(text) ?? [];
  if (address === undefined || portText === undefined) return undefined;
  const port = String(Number.parseInt(portText, 16));
  const bytes = (address.match(/.{8}/g) ?? []).flatMap((word) => (word.match(/../g) ?? []).reverse());
  if (bytes.length === 4) return { text: `${dotted(bytes)}:${port}`, port };
  if (bytes.length !== 16) return undefined;
  return { text: `[${colons(bytes)}]:${port}`, port };
}

const dotted = (bytes: string[]) => bytes.map((byte) => Number.parseInt(byte, 16)).join(".");

/** RFC 5952: no leading zeros, and the longest run of zeros left out. */
function colons(bytes: string[]): string {
  if (/^0{20}ffff$/i.test(bytes.slice(0, 12).join(""))) return `::ffff:${dotted(bytes.slice(12))}`;
  const groups = Array.from({ length: 8 }, (_, index) => Number.parseInt(`${bytes[index * 2]}${bytes[index * 2 + 1]}`, 16));
  let longest = { from: 0, length: 1 };
  for (let from = 0; from < 8; from++) {
    let length = 0;
    while (groups[from + length] === 0) length++;
    if (length > longest.length) longest = { from, length };
  }
  const words = groups.map((group) => group.toString(16));
  if (longest.length < 2) return words.join(":");
  return `${words.slice(0, longest.from).join(":")}::${words.slice(longest.from + longest.length).join(":")}`;
}

const unixKinds = new Map([
  ["0001", "stream"],
  ["0002", "datagram"],
  ["0005", "packets"],
]);
// SO_ACCEPTCON in the flags.
const acceptsConnections = 0x10000;

/** `0000000000000000: 00000002 00000000 00010000 0001 01 12345 /run/dbus/system_bus_socket`; the path may be missing and may hold spaces. */
export function parseUnixSocket(line: string): { inode: string; words: string } | undefined {
  const [, flags, kind, inode, path] = /^\S+: \S+ \S+ ([0-9A-F]+) ([0-9A-F]+) \S+ +(\d+)(?: (.*))?$/i.exec(line.trimEnd()) ?? [];
  if (flags === undefined || kind === undefined || inode === undefined) return undefined;
  const isListening = (Number.parseInt(flags, 16) & acceptsConnections) !== 0;
  // Read as bytes; the path itself is the machine's UTF-8.
  const named = path === undefined ? "" : Buffer.from(path, "latin1").toString("utf8");
  const words = ["unix", unixKinds.get(kind) ?? "", named, isListening ? "listening" : ""].filter(Boolean).join(" ");
  return { inode, words };
}
