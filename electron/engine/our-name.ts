import { userInfo } from "node:os";

/** Whom we run as. */
export function ourName(): string {
  try {
    return userInfo().username;
  } catch {
    // A user id without a name, as in some containers.
    return String(process.getuid?.() ?? "another user");
  }
}
