import { codeOf } from "./errorCode.js";
import { says, type Message } from "./message.js";
import { saidBy } from "./saidError.js";

const missing = says("There is no such file.");
const forbidden = says("You may not read it.");

const reasons: Readonly<Record<string, Message>> = {
  ENOENT: missing,
  ENOTDIR: missing,
  ENAMETOOLONG: missing,
  EACCES: forbidden,
  EPERM: forbidden,
};

/** Why a file could not be read, in a sentence where the system has none for a person. */
export function fileReason(error: unknown): Message {
  return reasons[codeOf(error) ?? ""] ?? saidBy(error);
}
