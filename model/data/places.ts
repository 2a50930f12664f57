import { constants } from "node:fs";
import { access, readdir } from "node:fs/promises";
import path from "node:path";
import { codeOf } from "../messages/errorCode.js";
import { fileReason } from "../messages/fileReason.js";
import { UsageError } from "../messages/userError.js";
import { homeDirectory } from "../host/home.js";
import { isReadableFile } from "../host/files.js";
import { type Message, says, sentences, type Text } from "../messages/message.js";

/** A folder where a data set's files may lie, and how to name it to a person. */
export interface SearchedFolder {
  readonly title: Message;
  readonly directory: string;
}

/** A folder that a person chose, whole. A setting is read by no shell, so that `~` is ours to replace. */
export function expandHome(directory: string, home: string | undefined = homeDirectory()): string {
  return path.resolve(directory.replace(/^~(?=$|[/\\])/u, (tilde) => home ?? tilde));
}

/** The location of a file, packed or plain; undefined if neither is readable. */
export async function locate(directory: string, name: string): Promise<string | undefined> {
  for (const candidate of [`${name}.gz`, name]) {
    const location = path.join(directory, candidate);
    if (await isReadableFile(location)) return location;
  }
  return undefined;
}

/** Those of the files that are not in the folder, neither packed nor plain. */
export async function missingFiles(
  directory: string,
  names: readonly string[],
): Promise<readonly string[]> {
  const locations = await Promise.all(names.map((name) => locate(directory, name)));
  return names.filter((_, index) => locations[index] === undefined);
}

/** Throws a UsageError unless the folder that a person chose holds every file. */
export async function requireFiles(directory: string, names: readonly string[]): Promise<void> {
  const missing = await missingFiles(directory, names);
  if (missing.length === 0) return;
  const [what, why] = await faultOf(directory, missing);
  throw new UsageError(
    what,
    why,
    "Choose the folder that holds them, or none to search the usual places and download.",
    { remedy: "data" },
  );
}

/** The whole path of a folder; throws a UsageError where a person chose none, or what cannot be read as one. */
export async function requireFolder(chosen: string): Promise<string> {
  if (chosen === "") {
    throw new UsageError(
      "No data folder is chosen.",
      "This data set is found nowhere else than where it is said to be.",
      "Choose its folder.",
      { remedy: "data" },
    );
  }
  const directory = expandHome(chosen);
  const error = await errorOfFolder(directory);
  if (error === null) return directory;
  throw unusableFolder(directory, error);
}

/** The error of a folder that a person chose and the system does not give. */
export function unusableFolder(directory: string, error: unknown): UsageError {
  const fault = faultOfFolder(directory, error);
  return new UsageError(...fault, "Choose the folder of a data set.", {
    ...{ cause: error, remedy: "data" },
  });
}

async function faultOf(
  directory: string,
  missing: readonly string[],
): Promise<readonly [what: Text, why: Text]> {
  const error = await errorOfFolder(directory);
  if (error !== null) return faultOfFolder(directory, error);
  const names = missing.join(", ");
  return [
    says("The data folder {0} lacks files of the data set.", directory),
    says("Not there: {0} (plain or with .gz).", names),
  ];
}

/** What the system says of it; null where what it holds can be listed and read. */
async function errorOfFolder(directory: string): Promise<unknown> {
  return readdir(directory)
    .then(() => access(directory, constants.X_OK))
    .then(
      () => null,
      (error: unknown) => error,
    );
}

function faultOfFolder(directory: string, error: unknown): readonly [what: Text, why: Text] {
  switch (codeOf(error)) {
    case "ENOENT":
      return [says("The data folder {0} cannot be found.", directory), ""];
    case "ENOTDIR":
      return [says("The data folder {0} is no folder.", directory), ""];
    default:
      return [says("The data folder {0} cannot be read.", directory), sentences(fileReason(error))];
  }
}
