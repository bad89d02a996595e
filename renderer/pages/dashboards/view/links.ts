// Addresses of links, as they may be opened.
import { openableHref } from "#shared/dashboards/variables/openable";

/** Dashboards that came from elsewhere link to each other by `/d/UID/name?…`: here that is the dashboard with the same uid. */
const elsewhere = /^\/?d\/([A-Za-z0-9_-]{1,80})(?:\/[^?#]*)?(\?[^#]*)?/;

/** An address with its values filled in, as it is opened here. Undefined for one that may not be (`javascript:`). */
export function hrefHere(filled: string): string | undefined {
  const [, uid, search = ""] = elsewhere.exec(filled.trim()) ?? [];
  return uid === undefined ? openableHref(filled) : `#/dashboards/${uid}${search}`;
}
