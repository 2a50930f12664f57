import { codeOf, isOfSystem } from "./errorCode.js";
import { says, type Message } from "./message.js";
import { saidBy } from "./saidError.js";

const missing = says("There is no such file.");
const forbidden = says("You may not read it.");
const crowded = says("Too many files are open at once.");
const failing = says("The disk or drive that it is on does not give it.");
const silent = says("The drive that it is on does not answer.");

const reasons: Readonly<Record<string, Message>> = {
  ENOENT: missing,
  ENOTDIR: missing,
  ENAMETOOLONG: says("Its name is too long."),
  EACCES: forbidden,
  EPERM: forbidden,
  EISDIR: says("It is a folder."),
  ELOOP: says("Its links lead in a circle."),
  EMFILE: crowded,
  ENFILE: crowded,
  EBUSY: says("Another program holds it."),
  EIO: failing,
  ENODEV: failing,
  // Of a socket.
  ENXIO: says("It is no ordinary file."),
  // Of a drive in the network that has gone.
  ESTALE: silent,
  ETIMEDOUT: silent,
  EHOSTDOWN: silent,
  ENOTCONN: silent,
  ERR_FS_FILE_TOO_LARGE: says("It is too large to be read at once."),
};

const otherEncoding = says("Its name is not in UTF-8: rename it.");
/** Stands in a name for what is no UTF-8, as in archives of other systems: the system knows no such file then. */
const unreadable = "\uFFFD";

function isInOtherEncoding(error: unknown): boolean {
  const isOfPath = typeof error === "object" && error !== null && "path" in error;
  return codeOf(error) === "ENOENT" && isOfPath && String(error.path).includes(unreadable);
}

/** Why a file or a folder could not be read, in a sentence where the system has none for a person. */
export function fileReason(error: unknown): Message {
  const code = codeOf(error);
  if (isInOtherEncoding(error)) return otherEncoding;
  return reasons[code ?? ""] ?? (isOfSystem(error) ? unusual(code) : saidBy(error));
}

/** The same of what a link should lead to. */
export function linkReason(error: unknown): Message {
  if (isInOtherEncoding(error)) return otherEncoding;
  const leadsNowhere = ["ENOENT", "ENOTDIR"].includes(codeOf(error) ?? "");
  return leadsNowhere ? says("It is a link that leads nowhere.") : fileReason(error);
}

function unusual(code = ""): Message {
  return says("The system does not read it ({0}).", code);
}
