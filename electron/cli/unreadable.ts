/** Why a file cannot be read, as the end of a sentence. */
export function whyUnreadable(error: unknown): string {
  switch ((error as NodeJS.ErrnoException).code) {
    case "ENOENT":
      return "there is none of that name";
    case "EISDIR":
      return "it is a folder";
    case "EACCES":
    case "EPERM":
      return "this user may not read it";
    case "EFBIG":
      return "it is larger than 50 MB";
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
