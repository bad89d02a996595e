// Whether there is a display that a window could be shown on. Plain JavaScript, because `npm start` asks before anything is
// built. A name in the environment proves nothing: an old terminal, a container or `sudo` leaves one behind.
import { connect } from "node:net";
import { join } from "node:path";

const patienceMs = 1500;

/** Why no window can be shown, in words; undefined when one can. */
export async function whyNoDisplay(platform, env) {
  if (platform === "darwin" || platform === "win32") return undefined;
  const { DISPLAY: x11, WAYLAND_DISPLAY: wayland } = env;
  if (!x11 && !wayland) return "there is no display here";
  for (const address of [...waylandAddresses(wayland, env), ...x11Addresses(x11)]) {
    if (await answers(address)) return undefined;
  }
  return `no display answers at ${[wayland, x11].filter(Boolean).join(" or ")}`;
}

function waylandAddresses(name, env) {
  if (!name) return [];
  if (name.startsWith("/")) return [{ path: name }];
  return env.XDG_RUNTIME_DIR ? [{ path: join(env.XDG_RUNTIME_DIR, name) }] : [];
}

/** `:1`, `unix:1.0`, `host:10.0`: a socket of this machine, by its file or its abstract name, or a port of another one. */
function x11Addresses(name) {
  const parts = /^(?:[a-z]+\/)?(.*):(\d+)(?:\.\d+)?$/.exec(name ?? "");
  if (!parts) return [];
  const [, host, number] = parts;
  if (host !== "" && host !== "unix") return [{ host, port: 6000 + Number(number) }];
  const path = `/tmp/.X11-unix/X${number}`;
  return [{ path }, { path: `\0${path}` }];
}

function answers(address) {
  return new Promise((resolve) => {
    const socket = connect(address);
    const end = (isThere) => {
      socket.destroy();
      resolve(isThere);
    };
    socket.setTimeout(patienceMs, () => end(false));
    socket.once("connect", () => end(true));
    socket.once("error", () => end(false));
  });
}
