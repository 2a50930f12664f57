/** What is no file cannot be read as one: a pipe would be waited for as long as nobody writes to it. */
export class NoFileError extends Error {
  constructor(readonly file: string) {
    super(`${file} is not a file.`);
  }
}
