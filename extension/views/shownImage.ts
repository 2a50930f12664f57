import * as z from "zod";
import type { ShownImage } from "../../webview/protocol.js";

/** An image that a page or a command says to show. */
export const shownImageSchema = z.strictObject({
  example: z.int().nonnegative(),
  at: z.int().nonnegative().nullable(),
}) satisfies z.ZodType<ShownImage>;
