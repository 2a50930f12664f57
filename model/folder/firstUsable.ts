import type { Message } from "../messages/message.js";
import { saidBy } from "../messages/saidError.js";
import type { UsageError } from "../messages/userError.js";

/** How one of several files is used, and what is said of those that cannot be. */
interface Trial<File, Value> {
  /** Throws where the file cannot be used. */
  readonly use: (file: File) => Promise<Value>;
  /** What is wrong with a file, by the sentence of what its use threw. */
  readonly faultOf: (file: File, reason: Message) => Message;
  /** Is told each fault before the file that is used instead. */
  readonly passOver: (fault: Message, usedInstead: File) => void;
  /** What is thrown where none can be used, by what is wrong with the first. */
  readonly failure: (fault: Message) => UsageError;
}

/** What comes of the first file that can be used; null where there is none at all. Throws `failure` where none of some can be. */
export async function firstUsable<File, Value>(
  files: readonly File[],
  { use, faultOf, passOver, failure }: Trial<File, Value>,
): Promise<Value | null> {
  const faults: Message[] = [];
  for (const file of files) {
    try {
      const value = await use(file);
      for (const fault of faults) passOver(fault, file);
      return value;
    } catch (error) {
      faults.push(faultOf(file, saidBy(error)));
    }
  }
  const [first] = faults;
  if (first === undefined) return null;
  throw failure(first);
}
