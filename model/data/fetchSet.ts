import { messageOf, UserError } from "../messages/userError.js";
import { downloadSet } from "./authorsDownload.js";
import type { LoadOptions } from "./dataset.js";
import { unpackDebianPackage } from "./debianPackage.js";
import type { IdxSet } from "./idxSet.js";
import type { SearchedFolder } from "./places.js";
import { ownPlace, type Surroundings } from "./usualPlaces.js";

/** Fetches a set into the cache, from its authors or as Debian's package; throws a UserError. */
export async function fetchSet(
  set: IdxSet,
  surroundings: Surroundings,
  options: LoadOptions,
): Promise<SearchedFolder> {
  const { environment } = surroundings;
  const directory = ownPlace(set, surroundings);
  const ways = [
    { title: "the authors' server", run: downloadSet },
    { title: "Debian's package", run: unpackDebianPackage },
  ];
  const failures: string[] = [];
  for (const way of ways) {
    try {
      await way.run(set, directory, environment, options);
      return { title: "the cache", directory };
    } catch (error) {
      options.signal.throwIfAborted();
      failures.push(`${way.title}: ${reasonOf(error)}`);
    }
  }
  throw new UserError(
    `${set.title} is not on this computer and could not be fetched.`,
    `Tried ${failures.join("; ")}.`,
    "Check the network and its proxy, or put the four files into a folder and choose that one.",
    { remedy: "data" },
  );
}

function reasonOf(error: unknown): string {
  if (error instanceof UserError) return `${error.what} ${error.why}`.replace(/\.$/u, "");
  return messageOf(error);
}
