import * as z from "zod";

/** Milliseconds since 1970, as far as there are dates: whoever writes a later one throws. */
const lastDate = 8.64e15;

export const timeSchema = z.number().min(-lastDate).max(lastDate);
