import * as z from "zod";
import { isMessage } from "../messages/isMessage.js";
import type { Message } from "../messages/message.js";

const count = z.int().nonnegative();

const pictures = z.array(z.object({ className: z.string(), pixels: z.string(), png: z.string() }));

/** What a run on some data would train on, told before it does. */
export const dataPreviewSchema = z.object({
  /** The id of the form of its files. */
  dataset: z.string(),
  title: z.string(),
  source: z.string(),
  /** Of the network: [channels, height, width]. */
  input: z.tuple([count, count, count]),
  trainExamples: count,
  testExamples: count,
  /** Of the images as they are held: [height, width]. */
  size: z.tuple([count, count]),
  classes: z.array(z.object({ name: z.string(), train: count, test: count })),
  leftOut: z.array(
    z.object({
      ...{ file: z.string(), why: z.custom<Message>(isMessage) },
      /** It should be a picture, and cannot be read. */
      isUnreadable: z.boolean(),
    }),
  ),
  /** What was made of the files, in sentences. */
  remarks: z.array(z.custom<Message>(isMessage)),
  /** Some, at the network's input size; `pixels` are rows of `input`'s channels, `png` is a file; both in base64. */
  pictures,
  /** The same as a first step would change them; empty where a run takes them as they are. */
  changed: pictures,
});

export type DataPreview = z.infer<typeof dataPreviewSchema>;
export type PicturePreview = DataPreview["pictures"][number];
