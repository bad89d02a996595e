import type { Session } from "electron";
import { isOurs } from "./app-origin";

/** Notifications for our own pages; camera, location, devices and the rest for nobody. */
export const isPermitted = (permission: string, origin: string): boolean => permission === "notifications" && isOurs(origin);

export function setUpPermissions(pages: Session): void {
  pages.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(isPermitted(permission, details.requestingUrl)),
  );
  pages.setPermissionCheckHandler((_contents, permission, origin) => isPermitted(permission, origin));
  pages.setDevicePermissionHandler(() => false);
}
