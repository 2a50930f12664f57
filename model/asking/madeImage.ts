import * as z from "zod";
import type { NetworkGraph } from "../network/graph.js";
import { outputOf } from "../network/outputOf.js";
import type { NodeId } from "../network/spec.js";
import { says } from "../messages/message.js";
import { UsageError } from "../messages/userError.js";
import type { Made } from "./making/ascent.js";
import { makeImage } from "./making/makeImage.js";
import type { NetworkQuestion } from "./question.js";
import type { ImageTiles } from "./testImages.js";

/** For which channel of a node an image is made, and from which noise. */
export interface ImageWish {
  readonly node: NodeId;
  readonly channel: number;
  readonly seed: number;
}

/** An image that is made to excite a channel. */
export interface MadeImage extends ImageWish, Omit<Made, "pixels"> {
  /** The steps that the network's weights have taken. */
  readonly step: number;
  readonly image: ImageTiles;
}

/** More often one does not see it change. */
const seenEveryMs = 80;

/** Makes one, and shows it while it forms. */
export const madeImage: NetworkQuestion<ImageWish, MadeImage> = {
  of: "network",
  input: z.object({
    node: z.string(),
    channel: z.int().nonnegative(),
    seed: z
      .int()
      .nonnegative()
      .max(2 ** 31 - 1),
  }),
  answer: (network, wish, watch) =>
    network.aside(watch, async (trained, surroundings) => {
      const { graph, step } = trained;
      const id = outputWith(graph, wish);
      const [channels = 1, height = 1, width = 1] = graph.input;
      const answerOf = ({ pixels, ...made }: Made): MadeImage => ({
        ...{ ...wish, ...made, step, image: { height, width, channels, pixels } },
      });
      let shownAt = -Infinity;
      const made = await makeImage(trained, { ...wish, id }, surroundings, {
        signal: watch.signal,
        reach: (done, of, soFar) => {
          const now = performance.now();
          if (soFar === undefined || now - shownAt < seenEveryMs) return;
          shownAt = now;
          watch.reach(done, of, answerOf(soFar));
        },
      });
      return answerOf(made);
    }),
};

/** The node whose output it is. Throws a UsageError where there is no such channel. */
function outputWith(graph: NetworkGraph, { node, channel }: ImageWish): NodeId {
  const output = outputOf(graph, node);
  const channels = output === null ? 0 : (graph.byId.get(output)?.outputShape[0] ?? 0);
  if (output !== null && channel < channels) return output;
  throw new UsageError(
    says("{0} has no channel {1}.", node, channel),
    channels === 0
      ? "In use nothing comes out of this node."
      : says("Its channels go from 0 to {0}.", channels - 1),
    "Choose another one.",
  );
}
