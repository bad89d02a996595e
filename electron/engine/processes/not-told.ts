/** Why a part of what was asked cannot be had, in the words that the user reads. */
export class NotTold extends Error {
  override name = "NotTold";
}
