import { AppError } from "#shared/model/failure";

/** Why a file could not be read or written, as the end of a sentence. Rethrows what is not about files: that is a bug. */
export function whyNot(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : undefined;
  switch (code) {
    case undefined:
      throw error;
    case "ENOENT":
      return "it is not there";
    case "EACCES":
    case "EPERM":
      return "this user may not";
    case "EROFS":
      return "it lies on a disk that cannot be written to";
    case "ENOSPC":
      return "the disk is full";
    case "ENOTDIR":
      return "it is no folder";
    case "EEXIST":
      return "something of that name is there already";
    case "ENOTEMPTY":
      return "it is not empty";
    case "ENAMETOOLONG":
      return "the name is too long";
    default:
      return code;
  }
}

/** Runs what touches the disk; its failure becomes a refusal that begins with `what`. */
export async function orRefuse<T>(what: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError({ kind: "refused", say: `${what}: ${whyNot(error)}.`, retry: true }, { cause: error });
  }
}
