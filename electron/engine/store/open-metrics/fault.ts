// What is wrong with a text, and where: both count from 1, as editors do.
export class TextFault extends Error {
  override name = "TextFault";

  constructor(
    message: string,
    readonly line: number,
    readonly column: number,
  ) {
    super(message);
  }
}
