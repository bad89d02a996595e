import { extname, join, sep } from "node:path";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
};

export interface RendererFile {
  path: string;
  type: string;
}

/**
 * The file behind an address of our origin, or undefined where the address names none that may be read: another host, a
 * path that leaves the folder, a kind of file that the renderer does not consist of.
 */
export function rendererFile(folder: string, address: string, host: string): RendererFile | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.host !== host) return undefined;
  const name = decode(url.pathname);
  // A backslash separates folders on Windows, a NUL ends a path in C: neither stands in a name that Vite writes.
  if (name === undefined || /[\\\0:]/.test(name)) return undefined;
  const path = join(folder, name === "/" ? "index.html" : name);
  const type = types[extname(path)];
  if (type === undefined || !path.startsWith(folder + sep)) return undefined;
  return { path, type };
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    // `%zz` names no file.
    return undefined;
  }
}
