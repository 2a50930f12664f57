import type { TestSet } from "../data/dataset.js";
import type { Environment } from "../engine/engine.js";
import type { Message } from "../messages/message.js";
import type { ImageWay } from "./imageWay.js";

/** Where a network is used, and with what. */
export interface AskingSurroundings {
  /** How pictures become images like those of the run. */
  readonly imageWay: ImageWay;
  /** Those that the run was trained to tell apart, in their order: they are known without its data. */
  readonly classNames: readonly string[];
  readonly environment: Environment;
  /** The one that the run was asked to use, or `auto`: for many images it is worth the wait. */
  readonly engine: string;
  /** The data of its run. Throws a UserError where they are not there any more. */
  readonly load: () => Promise<TestSet>;
  readonly log: (message: Message) => void;
}
