// Who may talk to the loopback port. Any program and any web page of this machine can reach it, so each request is judged
// by what browsers do not let a foreign page forge: Host (against DNS rebinding), Origin, and a cookie that is SameSite=Strict.
import type { IncomingMessage } from "node:http";
import { createOneTimeCodes } from "./one-time-codes";
import { cookieValue, isSameSecret } from "./token";

export interface Gate {
  cookieName: string;
  /** Why the request is not from a page of this console, in words; absent when it may be. */
  foreign(request: IncomingMessage): string | undefined;
  /** Whether the request carries the cookie, or `Authorization: Bearer <token>` as a scraper or the command line does. */
  isAllowed(request: IncomingMessage): boolean;
  /** Whether it carries the token itself. */
  showsToken(request: IncomingMessage): boolean;
  /** The cookie for whoever showed the token or a one-time code; absent when it was neither. */
  admit(key: string): string | undefined;
  /** A code that `admit` takes once. */
  issueCode(): string;
}

export interface GateOptions {
  port: number;
  token: string;
  /** A clock that nobody sets; its zero does not matter. */
  now(): number;
}

export function createGate({ port, token, now }: GateOptions): Gate {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  // Cookies ignore ports: two consoles on one machine would overwrite each other's under one name.
  const cookieName = `watchdeck-${port}`;
  const cookie = cookieValue(token);
  const codes = createOneTimeCodes(now);
  const isToken = (bearer: string | undefined) => bearer !== undefined && isSameSecret(bearer, token);

  return {
    cookieName,
    foreign({ headers }) {
      if (headers.host === undefined || !hosts.includes(headers.host))
        return `This console answers only under http://${hosts[0]} and http://${hosts[1]}.`;
      if (headers.origin !== undefined && headers.origin !== `http://${headers.host}`)
        return "This console does not answer other sites' pages.";
      return undefined;
    },
    showsToken: ({ headers }) => isToken(bearerOf(headers.authorization)),
    isAllowed({ headers }) {
      const bearer = bearerOf(headers.authorization);
      if (bearer !== undefined) return isToken(bearer);
      return cookiesNamed(cookieName, headers.cookie).some((value) => isSameSecret(value, cookie));
    },
    admit: (key) =>
      isSameSecret(key, token) || codes.use(key) ? `${cookieName}=${cookie}; HttpOnly; SameSite=Strict; Path=/` : undefined,
    issueCode: codes.issue,
  };
}

const bearerOf = (header: string | undefined) => /^Bearer +(\S+)$/i.exec(header ?? "")?.[1];

function cookiesNamed(name: string, header: string | undefined): string[] {
  return (header ?? "")
    .split(";")
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
}
