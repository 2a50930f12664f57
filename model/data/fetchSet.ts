import { UserError } from "../messages/userError.js";
import { downloadSet } from "./authorsDownload.js";
import type { LoadOptions } from "./dataset.js";
import { unpackDebianPackage } from "./debianPackage.js";
import type { IdxSet } from "./idxSet.js";
import type { SearchedFolder } from "./places.js";
import { ownPlace, type Surroundings } from "./usualPlaces.js";
import { listed, type Message, says } from "../messages/message.js";
import { faultSaidBy, saidBy } from "../messages/saidError.js";

/** Fetches a set into the cache, from its authors or as Debian's package; throws a UserError. */
export async function fetchSet(
  set: IdxSet,
  surroundings: Surroundings,
  options: LoadOptions,
): Promise<SearchedFolder> {
  const { environment } = surroundings;
  const directory = ownPlace(set, surroundings);
  const ways = [
    { title: says("the authors' server"), run: downloadSet },
    { title: says("Debian's package"), run: unpackDebianPackage },
  ];
  const failures: Message[] = [];
  for (const way of ways) {
    try {
      await way.run(set, directory, environment, options);
      return { title: says("the cache"), directory };
    } catch (error) {
      options.signal.throwIfAborted();
      failures.push(says("{0}: {1}", way.title, reasonOf(error)));
    }
  }
  throw new UserError(
    says("{0} is not on this computer and could not be fetched.", set.title),
    says("Tried {0}.", listed(failures)),
    "Check the network and its proxy, or put the four files into a folder and choose that one.",
    { remedy: "data" },
  );
}

function reasonOf(error: unknown): Message {
  return error instanceof UserError ? faultSaidBy(error) : saidBy(error);
}
