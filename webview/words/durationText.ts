import { formatDuration } from "../../model/run/duration.js";
import { translateMessage } from "./l10n.js";
import { inOnePiece } from "./unbroken.js";

/** A duration in the person's language, in one piece. */
export function durationText(seconds: number): string {
  return inOnePiece(translateMessage(formatDuration(seconds)));
}
