// Owns a name on a D-Bus session, as the program behind it would: as much of the D-Bus specification as that takes.
import { createConnection, type Socket } from "node:net";
import { eventually } from "./eventually";

/** Takes the name; it is free again when the returned function is called. */
export async function ownBusName(address: string, name: string): Promise<() => void> {
  const socket = createConnection(socketPath(address));
  let heard = "";
  socket.on("data", (part) => {
    heard += part.toString("latin1");
  });
  const uid = Buffer.from(String(process.getuid?.() ?? 0)).toString("hex");
  socket.write(`\0AUTH EXTERNAL ${uid}\r\n`);
  await eventually(() => heard.includes("OK ") || undefined, "the bus lets us in");
  socket.write("BEGIN\r\n");
  ask(socket, 1, "Hello", "", Buffer.alloc(0));
  ask(socket, 2, "RequestName", "su", Buffer.concat([text(name), pad(text(name).length, 4), number(0)]));
  await eventually(() => (heard.includes("NameAcquired") && heard.includes(name)) || undefined, `${name} is ours`);
  return () => socket.destroy();
}

/** `unix:path=/tmp/bus,guid=…`; an abstract name has a NUL where a path has its slash. */
function socketPath(address: string): string {
  const found = /^unix:(path|abstract)=([^,;]+)/.exec(address);
  if (!found?.[2]) throw new Error(`no socket in the bus address ${address}`);
  return found[1] === "abstract" ? `\0${found[2]}` : found[2];
}

/** One method call to the bus itself, little-endian ("Message Format" in the specification). */
function ask(socket: Socket, serial: number, member: string, signature: string, body: Buffer): void {
  const fields = [
    field(1, "o", text("/org/freedesktop/DBus")),
    field(2, "s", text("org.freedesktop.DBus")),
    field(3, "s", text(member)),
    field(6, "s", text("org.freedesktop.DBus")),
    ...(signature ? [field(8, "g", Buffer.from(`${String.fromCharCode(signature.length)}${signature}\0`))] : []),
  ];
  // Each field starts on a multiple of eight; the array itself begins at one (16).
  const array = fields.reduce((all, next) => Buffer.concat([all, pad(all.length, 8), next]), Buffer.alloc(0));
  const start = Buffer.from([0x6c, 1, 0, 1]);
  socket.write(
    Buffer.concat([start, number(body.length), number(serial), number(array.length), array, pad(array.length, 8), body]),
  );
}

const number = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};
const text = (value: string) => Buffer.concat([number(Buffer.byteLength(value)), Buffer.from(`${value}\0`)]);
const pad = (length: number, to: number) => Buffer.alloc((to - (length % to)) % to);
const field = (code: number, type: string, value: Buffer) =>
  Buffer.concat([Buffer.from([code, 1, type.charCodeAt(0), 0]), value]);
